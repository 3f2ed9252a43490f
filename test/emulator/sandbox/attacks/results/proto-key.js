// Returns a record with a __proto__ key, for hosts that merge what they parse.
// Class: results
// Win: the next page inherits the attacker's property.
// Control: plain
// Expect: result-changed
function postSubmit(options) {
  if (!options.settings.flow.attack) {
    if ({}.tampered === true) options.responseData[0].id = 'ESCAPED:inherited';
    return options.responseData;
  }
  options.responseData[0]._json = JSON.parse('{"__proto__": {"tampered": true}}');
  return options.responseData;
}
