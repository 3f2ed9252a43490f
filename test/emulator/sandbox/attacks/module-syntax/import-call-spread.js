// Imports dynamically behind three dots, where a filter may take the word for a property.
// Class: module syntax
// Win: the module is loaded.
// Refused: loading
function postSubmit(options) {
  options.responseData[0].id = 'ESCAPED:' + typeof [...import('node:fs')];
  return options.responseData;
}
