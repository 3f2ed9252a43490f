// Walks from the error that a failed call throws.
// Class: platform-calls
// Win: the id holds the process id.
// Control: vm
const { exports: lookups } = require('integrator-api');
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  try {
    lookups.run({ _id: 'forbidden' });
  } catch (error) {
    options.responseData[0].id = 'ESCAPED:' + error.constructor.constructor('return process.pid')();
  }
  return options.responseData;
}
