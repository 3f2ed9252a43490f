// Asks the global objects that Node knows under several names for the process.
// Class: host objects
// Win: the id holds the process id.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const holders = [
    typeof globalThis === 'object' ? globalThis : null,
    typeof global === 'object' ? global : null,
    typeof self === 'object' ? self : null,
    typeof window === 'object' ? window : null,
    typeof root === 'object' ? root : null,
  ];
  const holder = holders.find((one) => one !== null && typeof one.process === 'object');
  if (holder !== undefined) options.responseData[0].id = 'ESCAPED:' + holder.process.pid;
  return options.responseData;
}
