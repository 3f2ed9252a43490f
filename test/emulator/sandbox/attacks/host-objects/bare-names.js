// Asks for the names that a Node program finds in its global scope.
// Class: host objects
// Win: the id holds the process id.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  options.responseData[0].id = 'ESCAPED:' + process.pid;
  return options.responseData;
}
