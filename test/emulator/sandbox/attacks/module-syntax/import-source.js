// Imports the source phase of a module.
// Class: module syntax
// Win: the module is loaded.
// Refused: loading
function postSubmit(options) {
  options.responseData[0].id = 'ESCAPED:' + typeof import.source('node:fs');
  return options.responseData;
}
