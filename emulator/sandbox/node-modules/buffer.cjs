// Node's `buffer` for guest code: pure JavaScript, evaluated inside the guest's own compartment.
const { Buffer, INSPECT_MAX_BYTES, kMaxLength, SlowBuffer } = require('buffer/');

// The library lacks the encoding base64url, which Node has.
const isBase64Url = (encoding) => typeof encoding === 'string' && encoding.toLowerCase() === 'base64url';
const { from, isEncoding } = Buffer;
const { toString: toPlainText } = Buffer.prototype;
Object.defineProperties(Buffer, {
  from: {
    writable: true,
    configurable: true,
    value: (value, encoding, length) => from(value, isBase64Url(encoding) ? 'base64' : encoding, length),
  },
  isEncoding: {
    writable: true,
    configurable: true,
    value: (encoding) => isBase64Url(encoding) || isEncoding(encoding),
  },
});
Object.defineProperty(Buffer.prototype, 'toString', {
  writable: true,
  configurable: true,
  value: function toText(encoding, start, end) {
    if (!isBase64Url(encoding)) return toPlainText.call(this, encoding, start, end);
    const text = toPlainText.call(this, 'base64', start, end);
    return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  },
});

const constants = { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: 0x1fffffe8 };

/** As the global functions of Node: base64 of a text of Latin-1 characters, and back. */
function btoa(text) {
  return Buffer.from(String(text), 'latin1').toString('base64');
}
function atob(text) {
  return Buffer.from(String(text), 'base64').toString('latin1');
}

module.exports = { atob, Buffer, btoa, constants, INSPECT_MAX_BYTES, kMaxLength, SlowBuffer };
