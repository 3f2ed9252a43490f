// Captures a stack into an object of its own and formats it itself.
// Class: errors
// Advisory: gf3/sandbox#65 (Error.prepareStackTrace and getThis)
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const holder = {};
  Error.prepareStackTrace = (_error, sites) => sites;
  Error.captureStackTrace(holder);
  const functions = holder.stack.map((site) => site.getFunction()).filter((one) => typeof one === 'function');
  for (const one of functions) {
    try {
      options.responseData[0].id = 'ESCAPED:' + one.constructor('return process.pid')();
    } catch {
      // a function of the hook's own realm
    }
  }
  return options.responseData;
}
