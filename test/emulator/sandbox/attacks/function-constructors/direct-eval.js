// Evaluates text directly, in the scope of the hook.
// Class: function constructors
// Win: the id holds the process id.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  options.responseData[0].id = 'ESCAPED:' + eval('process.pid');
  return options.responseData;
}
