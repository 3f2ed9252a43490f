// Reads from the static properties of RegExp what the host has matched last.
// Class: realm extras
// Win: the id holds the process id out of a secret of the host.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const texts = [RegExp.$1, RegExp.input, RegExp.lastMatch, RegExp['$_'], RegExp['$&'], RegExp.leftContext];
  const found = texts.find((text) => text !== undefined && text !== '');
  if (found !== undefined) options.responseData[0].id = 'ESCAPED:' + found;
  return options.responseData;
}
