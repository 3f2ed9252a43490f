// Reserves memory outside of the heap with WebAssembly.
// Class: realm extras
// Win: the id holds the size of the memory.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const memory = new globalThis.WebAssembly.Memory({ initial: 16 });
  options.responseData[0].id = 'ESCAPED:' + memory.buffer.byteLength;
  return options.responseData;
}
