// Changes the result of a call, for a host that keeps and shares it.
// Class: platform-calls
// Win: the next page gets the changed result.
// Control: plain
const { exports: lookups } = require('integrator-api');
function postSubmit(options) {
  const result = lookups.run({ _id: 'cached' });
  if (options.settings.flow.attack) result.data[0] = 'forged';
  else if (result.data[0] === 'forged') options.responseData[0].id = 'ESCAPED:result';
  return options.responseData;
}
