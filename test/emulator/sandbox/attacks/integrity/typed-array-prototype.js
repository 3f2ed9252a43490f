// Replaces the reading of bytes, with which the host encodes and decodes.
// Class: integrity
// Win: the next page's bytes go through the replacement.
// Control: plain
function postSubmit(options) {
  if (options.settings.flow.attack) {
    const TypedArray = Object.getPrototypeOf(Uint8Array);
    TypedArray.prototype.set = () => 'forged';
    Float64Array.prototype.leftBehind = true;
    Object.defineProperty(Float64Array, 'leftBehind', { value: true });
  } else if (new Uint8Array(1).set([1]) === 'forged' || Float64Array.leftBehind || new Float64Array(1).leftBehind) {
    options.responseData[0].id = 'ESCAPED:typed arrays';
  }
  return options.responseData;
}
