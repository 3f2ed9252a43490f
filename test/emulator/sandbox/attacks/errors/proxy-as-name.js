// Gives an error a proxy for a name, so that the host's formatting of its stack calls into it.
// Class: errors
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const item = options.responseData[0];
  function look(values) {
    for (const value of values) {
      try {
        item.id = 'ESCAPED:' + value.constructor.constructor('return process.pid')();
      } catch {
        // a value of the hook's own realm
      }
    }
  }
  const spy = new Proxy(function () {}, {
    apply(_target, self, list) {
      look([self, list, ...list]);
      return 'spy';
    },
  });
  const error = new Error('x');
  error.name = { toString: spy, [Symbol.toPrimitive]: spy };
  try {
    void error.stack;
  } catch (hostError) {
    look([hostError]);
  }
  return options.responseData;
}
