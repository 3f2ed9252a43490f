// Evaluates text indirectly, in the global scope.
// Class: function constructors
// Win: the id holds the process id.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  options.responseData[0].id = 'ESCAPED:' + (0, eval)('process.pid');
  return options.responseData;
}
