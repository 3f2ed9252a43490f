// Cuts all stacks to nothing, so that the host finds no line of the author in them.
// Class: integrity
// Win: the next page's errors have no stack.
// Control: plain
function postSubmit(options) {
  if (options.settings.flow.attack) {
    Error.stackTraceLimit = 0;
  } else if (!/\d+:\d+/.test(new Error('x').stack)) {
    options.responseData[0].id = 'ESCAPED:no stack';
  }
  return options.responseData;
}
