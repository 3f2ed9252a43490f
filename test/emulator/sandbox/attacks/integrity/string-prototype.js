// Replaces the method of all strings with which the host hides secrets in texts.
// Class: integrity
// Win: the next page's strings use the replacement.
// Control: plain
function postSubmit(options) {
  if (options.settings.flow.attack) {
    String.prototype.replaceAll = () => 'forged';
  } else if ('a'.replaceAll('a', 'b') !== 'b') {
    options.responseData[0].id = 'ESCAPED:String.prototype.replaceAll';
  }
  return options.responseData;
}
