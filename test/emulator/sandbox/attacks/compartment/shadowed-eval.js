// Takes eval away, evaluates through what comes to light under the same name, and puts it back.
// Class: compartment
// Win: the id holds the process id.
// Control: plain
var kept = [];
try {
  kept.push(eval, (0, eval)('eval'), globalThis.eval);
  Object.defineProperty(globalThis, 'eval', { configurable: true, value: () => 'mine' });
  kept.push(eval, (0, eval)('eval'));
} catch (error) {
  kept.push(error.constructor.constructor);
}
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  kept.push(eval, globalThis.eval);
  for (const one of kept) {
    for (const text of ['process.pid', 'return process.pid', '(0, eval)("process.pid")']) {
      try {
        const value = one(text);
        const proof = typeof value === 'function' ? value() : value;
        if (Number.isInteger(proof)) options.responseData[0].id = 'ESCAPED:' + proof;
      } catch {
        // this one is tame
      }
    }
  }
  return options.responseData;
}
