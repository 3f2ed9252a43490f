// Makes the text decoder throw and walks from its error.
// Class: endowments
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const calls = [
    () => new TextDecoder('no such encoding'),
    () => new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([255])),
    () => new TextDecoder().decode({}),
    () => TextDecoder.prototype.decode.call({}, new Uint8Array(1)),
    () => new TextEncoder().encodeInto('x', {}),
  ];
  for (const call of calls) {
    try {
      call();
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
