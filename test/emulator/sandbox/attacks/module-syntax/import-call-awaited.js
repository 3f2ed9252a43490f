// Imports dynamically and awaits the module at the top level.
// Class: module syntax
// Win: the module is loaded.
// Refused: loading
var fs = await import('node:fs');
function postSubmit(options) {
  options.responseData[0].id = 'ESCAPED:' + typeof fs;
  return options.responseData;
}
