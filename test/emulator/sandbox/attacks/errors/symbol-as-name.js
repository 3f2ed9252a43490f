// Gives an error a symbol for a name, so that the host's formatting of its stack throws an error of the host.
// Class: errors
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const error = new Error('x');
  error.name = Symbol('name');
  let thrown = null;
  try {
    void error.stack;
  } catch (hostError) {
    thrown = hostError;
  }
  if (thrown !== null) options.responseData[0].id = 'ESCAPED:' + thrown.constructor.constructor('return process.pid')();
  return options.responseData;
}
