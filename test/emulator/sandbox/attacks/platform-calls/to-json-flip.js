// Calls with an argument that turns into another one at the second stringify, and with an id that is a text at the second look.
// Class: platform-calls
// Win: a call is carried out that was not the one looked at.
// Control: plain
const { exports: lookups } = require('integrator-api');
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const id = { looks: 0, toString: () => (id.looks++ === 0 ? 'allowed' : 'forbidden'), toJSON: () => `${id}` };
  if (String(lookups.run({ _id: id }).ran) === 'forbidden') options.responseData[0].id = 'ESCAPED:forbidden call';
  return options.responseData;
}
