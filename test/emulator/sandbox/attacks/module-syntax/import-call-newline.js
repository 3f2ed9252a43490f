// Imports dynamically with a line break before the parenthesis.
// Class: module syntax
// Win: the module is loaded.
// Refused: loading
function postSubmit(options) {
  options.responseData[0].id = 'ESCAPED:' + typeof import
('node:fs');
  return options.responseData;
}
