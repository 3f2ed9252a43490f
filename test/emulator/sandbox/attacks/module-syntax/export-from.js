// Exports what a built-in module exports.
// Class: module syntax
// Win: the module is loaded.
// Refused: loading
export * from 'node:fs';
export function postSubmit(options) {
  options.responseData[0].id = 'ESCAPED:' + typeof 'x';
  return options.responseData;
}
