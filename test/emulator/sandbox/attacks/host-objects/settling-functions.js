// Returns a thenable and walks from the settling functions that the host hands to it.
// Class: host objects
// Win: the payload holds the process id.
// Control: vm
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  return {
    then(resolve) {
      resolve({ payload: 'ESCAPED:' + resolve.constructor.constructor('return process.pid')() });
    },
  };
};
