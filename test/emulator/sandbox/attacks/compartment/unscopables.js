// Hides names from the scope object with Symbol.unscopables, so that the look-up goes on outside of it.
// Class: compartment
// Win: the id holds the process id.
// Control: with
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  globalThis[Symbol.unscopables] = { process: true, Function: true };
  options.responseData[0].id = 'ESCAPED:' + process.pid;
  return options.responseData;
}
