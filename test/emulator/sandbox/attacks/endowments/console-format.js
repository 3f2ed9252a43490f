// Prints with format directives and objects that fail while they are printed, and walks from what comes back.
// Class: endowments
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const item = options.responseData[0];
  const spy = new Proxy(function () {}, {
    apply(_target, _self, list) {
      try {
        item.id = 'ESCAPED:' + list.constructor.constructor('return process.pid')();
      } catch {
        // a list of the hook's own realm
      }
      return 'x';
    },
  });
  const odd = { toString: spy, valueOf: spy, toJSON: spy, [Symbol.toPrimitive]: spy };
  for (const print of [() => console.log('%s %d %i %j', odd, odd, odd, odd), () => console.log(odd), () => console.error('%c', odd)]) {
    try {
      print();
    } catch {
      // the console has thrown; what it called with is seen by then
    }
  }
  return options.responseData;
}
