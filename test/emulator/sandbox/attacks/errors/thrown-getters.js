// Throws an error whose name and message are getters that look at who reads them.
// Class: errors
// Win: a text with the process id reaches the report.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const error = new Error('x');
  for (const key of ['name', 'message', 'stack', 'code']) {
    Object.defineProperty(error, key, {
      get: function read() {
        return read.caller === null ? 'x' : 'ESCAPED:' + read.caller.constructor('return process.pid')();
      },
    });
  }
  throw error;
}
