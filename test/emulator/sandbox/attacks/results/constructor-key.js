// Returns a record with constructor and prototype keys, for hosts that merge what they parse.
// Class: results
// Win: the next page inherits the attacker's property.
// Control: plain
// Expect: result-changed
function postSubmit(options) {
  if (!options.settings.flow.attack) {
    if ({}.tampered === true) options.responseData[0].id = 'ESCAPED:inherited';
    return options.responseData;
  }
  options.responseData[0]._json = { x: { constructor: { prototype: { tampered: true } } } };
  return options.responseData;
}
