// Imports dynamically in the default value of a parameter.
// Class: module syntax
// Win: the module is loaded.
// Refused: loading
function load(module = import('node:fs')) {
  return module;
}
function postSubmit(options) {
  options.responseData[0].id = 'ESCAPED:' + typeof load();
  return options.responseData;
}
