// Formats all stacks itself, so that the host reads forged lines.
// Class: integrity
// Win: the next page's errors have the forged stack.
// Control: plain
function postSubmit(options) {
  if (options.settings.flow.attack) {
    Error.prepareStackTrace = () => 'forged at hooksmith-guest.js:1:1';
  } else if (String(new Error('x').stack).startsWith('forged')) {
    options.responseData[0].id = 'ESCAPED:forged stack';
  }
  return options.responseData;
}
