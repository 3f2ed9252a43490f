// Asks the process for its main module and the bindings of the runtime.
// Class: endowments
// Win: the payload holds the number of entries of the root folder.
// Control: plain
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  return { payload: 'ESCAPED:' + process.mainModule.require('fs').readdirSync('/').length };
};
