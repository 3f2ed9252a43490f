// Hides names from every scope object through the prototype of all objects.
// Class: compartment
// Win: the id holds the process id.
// Control: with
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  Object.prototype[Symbol.unscopables] = { process: true };
  options.responseData[0].id = 'ESCAPED:' + process.pid;
  return options.responseData;
}
