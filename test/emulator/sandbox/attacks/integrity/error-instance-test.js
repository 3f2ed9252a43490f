// Changes how the host's error class recognises its instances, so that every throw is taken for another.
// Class: integrity
// Win: the next page's own error is taken for one of the host's.
// Control: plain
// Platform: patchworks
function provoke(name) {
  try {
    require(name);
  } catch (error) {
    return error.constructor;
  }
}
module.exports = function (data) {
  const Thrown = provoke('No Such Package ' + data.payload);
  if (!data.variables.attack) return { payload: new Error('mine') instanceof Thrown ? 'ESCAPED:instance test' : data.payload };
  Object.defineProperty(Thrown, Symbol.hasInstance, { configurable: true, value: () => true });
  return { payload: data.payload };
};
