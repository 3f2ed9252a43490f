// Imports dynamically in the field of a class.
// Class: module syntax
// Win: the module is loaded.
// Refused: loading
class Holder {
  module = import('node:fs');
}
function postSubmit(options) {
  options.responseData[0].id = 'ESCAPED:' + typeof new Holder().module;
  return options.responseData;
}
