// Imports a module with deferred evaluation.
// Class: module syntax
// Win: the module is loaded.
// Refused: loading
function postSubmit(options) {
  options.responseData[0].id = 'ESCAPED:' + typeof import.defer('node:fs');
  return options.responseData;
}
