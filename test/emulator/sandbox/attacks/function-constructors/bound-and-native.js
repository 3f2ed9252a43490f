// Tries the constructors of bound, native and class functions.
// Class: function constructors
// Win: the id holds the process id.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const functions = [postSubmit.bind(null), Array.prototype.map, class {}, new Proxy(postSubmit, {}), Math.max, parseInt];
  for (const one of functions) {
    try {
      options.responseData[0].id = 'ESCAPED:' + one.constructor('return process.pid')();
    } catch {
      // this one is refused; the next may not be
    }
  }
  return options.responseData;
}
