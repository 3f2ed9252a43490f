// Takes the constructor of what setTimeout returns, and of setTimeout itself.
// Class: endowments
// Win: the payload holds the process id.
// Control: vm
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  for (const value of [setTimeout(() => {}, 1), setTimeout, setImmediate, queueMicrotask]) {
    try {
      return { payload: 'ESCAPED:' + value.constructor.constructor('return process.pid')() };
    } catch (error) {
      // a value of the hook's own realm
    }
  }
  return { payload: data.payload };
};
