// Calls with an id that is another one at the second look.
// Class: platform-calls
// Win: a call is carried out that was not the one looked at.
// Control: plain
const { exports: lookups } = require('integrator-api');
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  let looks = 0;
  const given = {
    get _id() {
      looks += 1;
      return looks === 1 ? 'allowed' : 'forbidden';
    },
  };
  if (lookups.run(given).ran === 'forbidden') options.responseData[0].id = 'ESCAPED:forbidden call';
  return options.responseData;
}
