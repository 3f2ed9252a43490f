// Replaces global names of the language for the pages that follow in the same job.
// Class: compartment
// Win: the next page uses the replacement.
// Control: plain
// Module state: job
function postSubmit(options) {
  if (options.settings.flow.attack) {
    for (const name of ['Math', 'Map', 'Set', 'console', 'crypto']) {
      try {
        Object.defineProperty(globalThis, name, { configurable: true, writable: true, value: { forged: true } });
      } catch (error) {
        // frozen
      }
    }
  } else if (Math.forged || Map.forged || Set.forged || console.forged || crypto.forged) {
    options.responseData[0].id = 'ESCAPED:a replaced global';
  }
  return options.responseData;
}
