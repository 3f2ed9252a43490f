// Replaces the methods of the console.
// Class: integrity
// Win: the next page prints through the replacement.
// Control: plain
function postSubmit(options) {
  if (options.settings.flow.attack) {
    console.log = () => 'forged';
  } else if (console.log('x') === 'forged') {
    options.responseData[0].id = 'ESCAPED:console.log';
  }
  return options.responseData;
}
