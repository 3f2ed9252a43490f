// Returns a proxy that it revokes, so that the host's own look at it throws an error of the host into a getter of the hook.
// Class: proxies and traps
// Win: the id holds the process id.
// Control: vm
// Expect: hook-threw, called-back-twice
function postSubmit(options, callback) {
  if (!options.settings.flow.attack) return callback(null, options.responseData);
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  let thrown = null;
  try {
    callback(proxy);
  } catch (error) {
    thrown = error;
  }
  const proof = thrown === null ? '' : thrown.constructor.constructor('return typeof process === "object" ? process.pid : ""')();
  if (proof !== '') options.responseData[0].id = `ESCAPED:${proof}`;
  callback(null, options.responseData);
}
