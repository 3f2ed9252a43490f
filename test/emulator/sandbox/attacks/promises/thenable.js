// Returns a thenable that keeps the host's settling functions.
// Class: promises
// Win: the payload holds the process id.
// Control: vm
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  return {
    then(resolve, reject) {
      const proofs = [resolve, reject].map((settle) => settle.constructor('return typeof process === "object" ? process.pid : ""')());
      resolve({ payload: proofs[0] === '' ? data.payload : 'ESCAPED:' + proofs[0] });
    },
  };
};
