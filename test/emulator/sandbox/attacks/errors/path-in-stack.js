// Reads from the stack of an own error where the host's files are.
// Class: errors
// Win: the id holds the path of a file of the host.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const path = /(?:\/[\w@.-]+){2,}\.[cm]?js/.exec(new Error('where').stack);
  if (path !== null) options.responseData[0].id = 'ESCAPED:' + path[0];
  return options.responseData;
}
