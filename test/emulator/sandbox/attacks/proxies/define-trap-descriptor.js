// Returns a proxy whose defineProperty trap gets a descriptor that the host has made.
// Class: proxies and traps
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const [item] = options.responseData;
  const spy = new Proxy(options.responseData, {
    defineProperty(target, key, descriptor) {
      try {
        item.id = 'ESCAPED:' + descriptor.constructor.constructor('return process.pid')();
      } catch {
        // a descriptor of the hook's own realm
      }
      return Reflect.defineProperty(target, key, descriptor);
    },
  });
  return spy;
}
