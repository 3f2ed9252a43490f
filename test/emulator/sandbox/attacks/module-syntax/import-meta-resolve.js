// Resolves an address with import.meta.
// Class: module syntax
// Win: an address is resolved.
// Refused: loading
function postSubmit(options) {
  options.responseData[0].id = 'ESCAPED:' + typeof import.meta.resolve('node:fs');
  return options.responseData;
}
