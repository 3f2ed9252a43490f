// Reads this in the callback of a timer.
// Class: endowments
// Win: the payload holds the process id.
// Control: vm
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  return new Promise((resolve) => {
    setTimeout(function () {
      const proof = this === undefined ? '' : this.constructor.constructor('return typeof process === "object" ? process.pid : ""')();
      resolve({ payload: proof === '' ? data.payload : `ESCAPED:${proof}` });
    }, 1);
  });
};
