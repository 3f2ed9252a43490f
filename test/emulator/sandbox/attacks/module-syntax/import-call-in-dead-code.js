// Imports dynamically in code that is never reached.
// Class: module syntax
// Win: the module is loaded.
// Refused: loading
function postSubmit(options) {
  return options.responseData;
  import('node:fs');
}
