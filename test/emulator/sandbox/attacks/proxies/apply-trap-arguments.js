// Returns a proxy for toJSON, whose apply trap gets an argument list that the host has made.
// Class: proxies and traps
// Win: the id holds the process id.
// Control: vm
// Expect: not-serializable
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const item = options.responseData[0];
  let proof = '';
  const toJSON = new Proxy(function () {}, {
    apply(_target, _self, list) {
      proof = list.constructor.constructor('return typeof process === "object" ? process.pid : ""')();
      return { statusCode: 200, id: proof === '' ? item.id : `ESCAPED:${proof}`, ignored: false };
    },
  });
  Object.defineProperty(item, 'toJSON', { value: toJSON });
  return options.responseData;
}
