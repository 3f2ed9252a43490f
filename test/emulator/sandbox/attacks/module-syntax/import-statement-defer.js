// Imports a module by a deferring statement.
// Class: module syntax
// Win: the module is loaded.
// Refused: loading
import defer * as fs from 'node:fs';
export function postSubmit(options) {
  options.responseData[0].id = 'ESCAPED:' + typeof fs;
  return options.responseData;
}
