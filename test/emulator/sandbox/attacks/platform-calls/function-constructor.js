// Takes the constructor of the functions of the platform's module.
// Class: platform-calls
// Win: the id holds the process id.
// Control: vm
const api = require('integrator-api');
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  options.responseData[0].id = 'ESCAPED:' + api.exports.run.constructor('return process.pid')();
  return options.responseData;
}
