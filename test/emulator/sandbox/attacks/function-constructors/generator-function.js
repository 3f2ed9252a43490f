// Makes a generator from text.
// Class: function constructors
// Win: the id holds the process id.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const GeneratorFunction = (function* () {}).constructor;
  options.responseData[0].id = 'ESCAPED:' + GeneratorFunction('yield process.pid')().next().value;
  return options.responseData;
}
