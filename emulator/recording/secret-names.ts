/** Tells whether a property, header, cookie or query name holds a secret by the deny-list of R-509. */
export type SecretNames = (name: string) => boolean;

/**
 * Makes the deny-list; upper and lower case, `_`, `-`, `.` and spaces make no difference.
 * A name is also secret when it ends like one: `shopifyAccessToken`, `X-Session-Id`, `db_password`.
 */
export function makeSecretNames(extraNames: readonly string[] = []): SecretNames {
  const whole = new Set([...wholeNames, ...extraNames.map(normalise)]);
  return (name) => {
    const plain = normalise(name);
    return whole.has(plain) || endings.some((ending) => plain.endsWith(ending));
  };
}

/** Tells whether a list under this name holds cookies, each with a secret value. */
export function isCookieList(name: string): boolean {
  return normalise(name) === 'cookies';
}

/** Tells whether a query parameter is a signature that lets whoever has the URL in; elsewhere such names are harmless. */
export function isUrlSignature(name: string): boolean {
  return ['sig', 'signature', 'xamzsignature'].includes(normalise(name));
}

const wholeNames = [
  'authorization',
  'proxyauthorization',
  'auth',
  'cookie',
  'setcookie',
  'pwd',
  'pass',
  'secret',
  'secretkey',
  'credentials',
  'passphrase',
  'jwt',
  'bearer',
  'sid',
  'jsessionid',
  'phpsessid',
  'connectsid',
  'xapikey',
  'xapitoken',
  'xauth',
  'assertion',
  'clientassertion',
];

const endings = [
  'authorization',
  'password',
  'passwd',
  'passcode',
  'token',
  'secret',
  'secrets',
  'apikey',
  'apisecret',
  'accesskey',
  'accesskeyid',
  'secretaccesskey',
  'privatekey',
  'signingkey',
  'encryptionkey',
  'sessionid',
  'sessionkey',
  'subscriptionkey',
];

function normalise(name: string): string {
  return name.toLowerCase().replace(/[-_.\s]/g, '');
}
