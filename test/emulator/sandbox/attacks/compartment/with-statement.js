// Builds a sloppy function with a with statement, to see the objects that stand for scopes.
// Class: compartment
// Win: the id holds the process id.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const seen = [];
  const spy = new Proxy({}, {
    has(_target, name) {
      seen.push(name);
      return false;
    },
  });
  options.responseData[0].id = 'ESCAPED:' + new Function('spy', 'with (spy) { return process.pid }')(spy);
  return options.responseData;
}
