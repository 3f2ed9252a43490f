// Imports a built-in module by a statement.
// Class: module syntax
// Win: the module is loaded.
// Refused: loading
import fs from 'node:fs';
export function postSubmit(options) {
  options.responseData[0].id = 'ESCAPED:' + typeof fs;
  return options.responseData;
}
