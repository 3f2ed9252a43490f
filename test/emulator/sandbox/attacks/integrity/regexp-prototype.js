// Replaces the matching of all regular expressions, which judges use on stacks and messages.
// Class: integrity
// Win: the next page's expressions use the replacement.
// Control: plain
function postSubmit(options) {
  if (options.settings.flow.attack) {
    RegExp.prototype.test = () => 'forged';
    RegExp.prototype.exec = () => null;
  } else if (/a/.test('a') !== true || /a/.exec('a') === null) {
    options.responseData[0].id = 'ESCAPED:RegExp.prototype';
  }
  return options.responseData;
}
