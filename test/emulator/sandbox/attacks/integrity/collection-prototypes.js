// Replaces the methods of maps and sets.
// Class: integrity
// Win: the next page's collections use the replacement.
// Control: plain
function postSubmit(options) {
  if (options.settings.flow.attack) {
    Map.prototype.get = () => 'forged';
    Set.prototype.has = () => 'forged';
  } else if (new Map().get(1) === 'forged' || new Set().has(1) === 'forged') {
    options.responseData[0].id = 'ESCAPED:Map and Set';
  }
  return options.responseData;
}
