// Replaces a function of the platform's module.
// Class: platform-calls
// Win: the next page calls the replacement.
// Control: plain
const api = require('integrator-api');
function postSubmit(options) {
  const forged = () => ({ ran: 'forged' });
  if (options.settings.flow.attack) {
    api.exports.run = forged;
  } else if (api.exports.run({ _id: 'x' }).ran === 'forged') {
    options.responseData[0].id = 'ESCAPED:exports.run';
  }
  return options.responseData;
}
