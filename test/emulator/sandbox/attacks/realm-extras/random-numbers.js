// Reads random numbers that no seed decides.
// Class: realm extras
// Win: the id holds bytes that differ from the seeded ones each time: the realm's own source behind Math and crypto.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const sources = [
    () => Object.getPrototypeOf(Math).random(),
    () => Object.getPrototypeOf(crypto).getRandomValues.call(crypto, new Uint8Array(4)).join(),
    () => Object.getPrototypeOf(crypto).constructor.prototype.randomUUID.call(crypto),
    () => crypto.subtle.constructor.name,
  ];
  for (const read of sources) {
    try {
      options.responseData[0].id = 'ESCAPED:' + read();
    } catch {
      // no such source
    }
  }
  return options.responseData;
}
