// Gives crypto objects that only look like typed arrays, and walks from the errors it throws.
// Class: endowments
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const lying = new Uint8Array(4);
  Object.defineProperty(lying, 'buffer', { value: { byteLength: 1e9, length: -1 } });
  Object.defineProperty(lying, 'byteLength', { get: () => 1e9 });
  const views = [null, {}, [], new Proxy(new Uint8Array(2), {}), lying, { buffer: {}, __proto__: Uint8Array.prototype }];
  for (const view of views) {
    try {
      crypto.getRandomValues(view);
    } catch (error) {
      try {
        options.responseData[0].id = 'ESCAPED:' + error.constructor.constructor('return process.pid')();
      } catch {
        // an error of the hook's own realm
      }
    }
  }
  return options.responseData;
}
