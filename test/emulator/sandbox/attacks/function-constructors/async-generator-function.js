// Makes an async generator from text; its body runs at once up to its first yield.
// Class: function constructors
// Win: the id holds the process id.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const AsyncGeneratorFunction = (async function* () {}).constructor;
  AsyncGeneratorFunction('take', 'take(process.pid); yield 1')((proof) => {
    options.responseData[0].id = 'ESCAPED:' + proof;
  }).next();
  return options.responseData;
}
