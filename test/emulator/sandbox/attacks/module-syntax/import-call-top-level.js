// Imports dynamically while the script is loading.
// Class: module syntax
// Win: the module is loaded.
// Refused: loading
var loading = import('node:fs');
function postSubmit(options) {
  options.responseData[0].id = 'ESCAPED:' + typeof loading;
  return options.responseData;
}
