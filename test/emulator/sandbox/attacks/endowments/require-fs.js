// Requires the file system.
// Class: endowments
// Win: the payload holds the number of entries of the root folder.
// Control: plain
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  return { payload: 'ESCAPED:' + require('fs').readdirSync('/').length };
};
