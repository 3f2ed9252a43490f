// Imports a built-in module for its effects alone.
// Class: module syntax
// Win: the module is loaded.
// Refused: loading
import 'node:child_process';
export function postSubmit(options) {
  options.responseData[0].id = 'ESCAPED:' + typeof 'x';
  return options.responseData;
}
