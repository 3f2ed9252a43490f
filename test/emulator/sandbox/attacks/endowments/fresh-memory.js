// Looks into freshly made typed arrays for what was in memory before.
// Class: endowments
// Win: the id holds a byte of another owner.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const arrays = [Uint8Array, Int32Array, Float64Array].map((Maker) => new Maker(4096));
  if (typeof Buffer === 'function') arrays.push(Buffer.allocUnsafe(4096));
  const dirty = arrays.find((array) => array.some((value) => value !== 0));
  if (dirty !== undefined) options.responseData[0].id = 'ESCAPED:dirty memory';
  return options.responseData;
}
