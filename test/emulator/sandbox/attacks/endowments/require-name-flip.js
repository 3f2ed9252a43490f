// Requires by an object whose text is another one at the second look.
// Class: endowments
// Win: the payload holds the process id.
// Control: plain
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  const names = ['xml-js', 'process', 'process', 'process'];
  const name = { toString: () => names.shift() ?? 'process' };
  return { payload: 'ESCAPED:' + require(name).pid };
};
