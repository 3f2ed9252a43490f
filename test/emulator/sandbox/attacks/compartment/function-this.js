// Reads this in a function that is called without a receiver.
// Class: compartment
// Win: the id holds the process id.
// Control: plain
function readThis() {
  return this;
}
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  options.responseData[0].id = 'ESCAPED:' + readThis().process.pid;
  return options.responseData;
}
