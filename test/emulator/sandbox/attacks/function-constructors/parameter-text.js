// Injects code through the text of a parameter's default value.
// Class: function constructors
// Win: the id holds the process id.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  options.responseData[0].id = 'ESCAPED:' + new Function('value = process.pid', 'return value')();
  return options.responseData;
}
