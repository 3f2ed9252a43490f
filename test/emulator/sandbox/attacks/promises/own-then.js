// Returns a true promise with a then of its own.
// Class: promises
// Win: the payload holds the process id.
// Control: vm
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  const promise = Promise.resolve({ payload: data.payload });
  Object.defineProperty(promise, 'then', {
    value(resolve) {
      resolve({ payload: 'ESCAPED:' + resolve.constructor('return process.pid')() });
    },
  });
  return promise;
};
