// Rejects with an error that has an inspect hook, for hosts that print what was rejected.
// Class: promises
// Advisory: GHSA-47x8-96vw-5wg6 (vm2: nodejs.util.inspect.custom crosses the border)
// Win: the message of the failure holds the process id.
// Control: vm
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  const error = new Error('refused');
  error[Symbol.for('nodejs.util.inspect.custom')] = (_depth, _options, inspect) => {
    error.message = 'ESCAPED:' + inspect.constructor('return process.pid')();
    return '';
  };
  return Promise.reject(error);
};
