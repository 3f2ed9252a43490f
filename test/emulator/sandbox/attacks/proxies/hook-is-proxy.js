// Offers a proxy as the hook, whose apply trap gets an argument list that the host has made.
// Class: proxies and traps
// Win: the id holds the process id.
// Control: vm
const handler = {
  apply(target, self, list) {
    const [options] = list;
    if (!options.settings.flow.attack) return target(options);
    const proof = list.constructor.constructor('return typeof process === "object" ? process.pid : ""')();
    if (proof !== '') options.responseData[0].id = `ESCAPED:${proof}`;
    return target(options);
  },
};
function wrap(hook) {
  return new Proxy(hook, handler);
}
var postSubmit = wrap((options) => options.responseData);
