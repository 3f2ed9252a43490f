// Takes the constructor of require.
// Class: endowments
// Win: the payload holds the process id.
// Control: vm
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  return { payload: 'ESCAPED:' + require.constructor('return process.pid')() };
};
