// Replaces call, apply and bind of all functions.
// Class: integrity
// Win: the next page's functions use the replacement.
// Control: plain
function postSubmit(options) {
  if (options.settings.flow.attack) {
    Function.prototype.apply = () => 'forged';
    Function.prototype.call = () => 'forged';
  } else if (Math.max.apply(null, [1]) !== 1) {
    options.responseData[0].id = 'ESCAPED:Function.prototype.apply';
  }
  return options.responseData;
}
