// Imports a module whose text is its address.
// Class: module syntax
// Win: the module is loaded.
// Refused: loading
function postSubmit(options) {
  options.responseData[0].id = 'ESCAPED:' + typeof import('data:text/javascript,export default process.pid');
  return options.responseData;
}
