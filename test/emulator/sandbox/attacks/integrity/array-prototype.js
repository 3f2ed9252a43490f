// Replaces methods of all arrays.
// Class: integrity
// Win: the next page's arrays use the replacement.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) {
    if ([1].includes('never there')) options.responseData[0].id = 'ESCAPED:Array.prototype.includes';
    return options.responseData;
  }
  for (const name of ['map', 'flatMap', 'push', 'slice', 'filter', 'join', 'includes']) {
    try {
      Array.prototype[name] = () => true;
    } catch (error) {
      // frozen
    }
  }
  return options.responseData;
}
