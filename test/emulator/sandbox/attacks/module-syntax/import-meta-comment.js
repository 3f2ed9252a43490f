// Reads import.meta with a comment before the dot.
// Class: module syntax
// Win: the address of the script is read.
// Refused: loading
function postSubmit(options) {
  options.responseData[0].id = 'ESCAPED:' + typeof import/**/.meta;
  return options.responseData;
}
