// Reads this at the top level of the script.
// Class: compartment
// Win: the id holds the process id.
// Control: plain
var top = this;
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  options.responseData[0].id = 'ESCAPED:' + top.process.pid;
  return options.responseData;
}
