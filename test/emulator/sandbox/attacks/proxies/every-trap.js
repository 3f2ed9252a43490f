// Returns a proxy whose traps are themselves proxies that look at what they are called with.
// Class: proxies and traps
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const [item] = options.responseData;
  function look(values) {
    for (const value of values) {
      try {
        const proof = value.constructor.constructor('return typeof process === "object" ? process.pid : ""')();
        if (proof !== '') item.id = `ESCAPED:${proof}`;
      } catch {
        // a value of the hook's own realm
      }
    }
  }
  const handler = {};
  for (const trap of Reflect.ownKeys(Reflect).filter((key) => typeof Reflect[key] === 'function')) {
    handler[trap] = new Proxy(Reflect[trap], {
      apply(target, self, list) {
        look([list, ...list.slice(1)]);
        return Reflect.apply(target, self, list);
      },
    });
  }
  return [new Proxy(item, handler)];
}
