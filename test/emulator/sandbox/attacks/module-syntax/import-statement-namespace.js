// Imports all of a built-in module by its old name.
// Class: module syntax
// Win: the module is loaded.
// Refused: loading
import * as fs from 'fs';
export function postSubmit(options) {
  options.responseData[0].id = 'ESCAPED:' + typeof fs;
  return options.responseData;
}
