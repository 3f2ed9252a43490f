// Returns a promise of a subclass whose then looks at the functions of the host.
// Class: promises
// Win: the payload holds the process id.
// Control: vm
// Platform: patchworks
class Spy extends Promise {
  then(resolve, reject) {
    if (typeof resolve !== 'function') return super.then(resolve, reject);
    const proof = resolve.constructor('return typeof process === "object" ? process.pid : ""')();
    return super.then((value) => resolve(proof === '' ? value : { payload: `ESCAPED:${proof}` }), reject);
  }
}
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  return new Spy((resolve) => resolve({ payload: data.payload }));
};
