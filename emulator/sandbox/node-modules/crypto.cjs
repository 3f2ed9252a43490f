// Node's `crypto` for guest code, as far as hashes, HMACs and randomness go: pure JavaScript, evaluated inside the guest's
// own compartment. Randomness is the page's, so that a replay gives the same bytes twice (S-152).
const { hmac } = require('@noble/hashes/hmac.js');
const { md5, ripemd160, sha1 } = require('@noble/hashes/legacy.js');
const { pbkdf2 } = require('@noble/hashes/pbkdf2.js');
const { sha224, sha256, sha384, sha512, sha512_256 } = require('@noble/hashes/sha2.js');
const { sha3_256, sha3_384, sha3_512 } = require('@noble/hashes/sha3.js');

const { Buffer } = require('buffer');

const algorithms = new Map(
  Object.entries({
    md5,
    ripemd160,
    sha1,
    sha224,
    sha256,
    sha384,
    sha512,
    'sha512-256': sha512_256,
    'sha3-256': sha3_256,
    'sha3-384': sha3_384,
    'sha3-512': sha3_512,
  }),
);

function findAlgorithm(name) {
  const found = algorithms.get(String(name).toLowerCase().replace(/^rsa-/, ''));
  if (found !== undefined) return found;
  const error = new Error('Digest method not supported');
  error.code = 'ERR_CRYPTO_INVALID_DIGEST';
  throw error;
}

function toBytes(data, encoding) {
  if (typeof data === 'string') return Buffer.from(data, encoding === 'buffer' ? 'utf8' : encoding);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  const error = new TypeError(
    'The "data" argument must be of type string or an instance of Buffer, TypedArray, or DataView',
  );
  error.code = 'ERR_INVALID_ARG_TYPE';
  throw error;
}

class Digest {
  #state;
  #ended = false;

  constructor(state) {
    this.#state = state;
  }

  update(data, encoding) {
    if (this.#ended) throw ended();
    this.#state.update(toBytes(data, encoding));
    return this;
  }

  digest(encoding) {
    if (this.#ended) throw ended();
    this.#ended = true;
    const bytes = Buffer.from(this.#state.digest());
    return encoding === undefined || encoding === 'buffer' ? bytes : bytes.toString(encoding);
  }

  copy() {
    if (this.#ended) throw ended();
    return new Digest(this.#state.clone());
  }
}

function ended() {
  const error = new Error('Digest already called');
  error.code = 'ERR_CRYPTO_HASH_FINALIZED';
  return error;
}

function createHash(algorithm) {
  return new Digest(findAlgorithm(algorithm).create());
}

function createHmac(algorithm, key) {
  return new Digest(hmac.create(findAlgorithm(algorithm), toBytes(key)));
}

function hash(algorithm, data, encoding = 'hex') {
  return createHash(algorithm).update(data).digest(encoding);
}

function pbkdf2Sync(password, salt, iterations, keyLength, digest) {
  const options = { c: iterations, dkLen: keyLength };
  return Buffer.from(pbkdf2(findAlgorithm(digest), toBytes(password), toBytes(salt), options));
}

function randomBytes(size, callback) {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  if (typeof callback !== 'function') return bytes;
  setImmediate(() => callback(null, bytes));
  return undefined;
}

function randomUUID() {
  return crypto.randomUUID();
}

function randomInt(first, second) {
  const [low, high] = typeof second === 'number' ? [first, second] : [0, first];
  return low + Math.floor(Math.random() * (high - low));
}

function timingSafeEqual(a, b) {
  const [left, right] = [toBytes(a), toBytes(b)];
  if (left.length !== right.length) {
    const error = new RangeError('Input buffers must have the same byte length');
    error.code = 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH';
    throw error;
  }
  let different = 0;
  for (let at = 0; at < left.length; at += 1) different |= left[at] ^ right[at];
  return different === 0;
}

function getHashes() {
  return [...algorithms.keys()];
}

const exported = {
  createHash,
  createHmac,
  getHashes,
  getRandomValues: (target) => crypto.getRandomValues(target),
  hash,
  pbkdf2Sync,
  randomBytes,
  randomInt,
  randomUUID,
  timingSafeEqual,
};
// What Node has beside these is asked of the sandbox's own `require`, which says that it is not emulated.
for (const name of [
  ...['createCipheriv', 'createDecipheriv', 'createSign', 'createVerify', 'sign', 'verify', 'createPublicKey'],
  ...['createPrivateKey', 'createSecretKey', 'generateKeyPair', 'generateKeyPairSync', 'publicEncrypt'],
  ...['privateDecrypt', 'privateEncrypt', 'publicDecrypt', 'scryptSync', 'scrypt', 'hkdfSync', 'hkdf', 'pbkdf2'],
  ...['createDiffieHellman', 'createECDH', 'webcrypto', 'subtle', 'constants', 'X509Certificate'],
]) {
  Object.defineProperty(exported, name, { enumerable: true, get: () => require(`crypto.${name}`) });
}
module.exports = exported;
