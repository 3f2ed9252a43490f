// Makes a compartment of its own and evaluates in there.
// Class: compartment
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const Maker = typeof Compartment === 'function' ? Compartment : globalThis.constructor;
  options.responseData[0].id = 'ESCAPED:' + new Maker().evaluate('process.pid');
  return options.responseData;
}
