// Replaces the source of chance.
// Class: integrity
// Win: the next page draws the attacker's number.
// Control: plain
function postSubmit(options) {
  if (options.settings.flow.attack) {
    Math.random = () => 4;
  } else if (Math.random() === 4) {
    options.responseData[0].id = 'ESCAPED:Math.random';
  }
  return options.responseData;
}
