// Returns an array whose map method sees the function that the host maps with.
// Class: proxies and traps
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const list = [...options.responseData];
  Object.defineProperty(list, 'map', {
    value(hostFunction) {
      list[0].id = 'ESCAPED:' + hostFunction.constructor('return process.pid')();
      return list;
    },
  });
  return list;
}
