// Deletes the names that hide those of the host.
// Class: compartment
// Win: the id holds the process id.
// Control: with
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  for (const name of ['Function', 'eval', 'process']) {
    try {
      delete globalThis[name];
    } catch {
      // frozen
    }
  }
  options.responseData[0].id = 'ESCAPED:' + (() => {}).constructor('return process.pid')();
  return options.responseData;
}
