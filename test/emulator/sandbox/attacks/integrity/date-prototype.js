// Replaces how dates turn into JSON.
// Class: integrity
// Win: the next page's dates turn into the attacker's text.
// Control: plain
function postSubmit(options) {
  if (options.settings.flow.attack) {
    Date.prototype.toJSON = () => 'forged';
    Date.prototype.toISOString = () => 'forged';
  } else if (JSON.stringify(new Date(0)) === '"forged"') {
    options.responseData[0].id = 'ESCAPED:Date.prototype.toJSON';
  }
  return options.responseData;
}
