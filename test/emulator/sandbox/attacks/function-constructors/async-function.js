// Makes an async function from text; its body runs at once up to its first await.
// Class: function constructors
// Win: the id holds the process id.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const AsyncFunction = (async () => {}).constructor;
  AsyncFunction('take', 'take(process.pid)')((proof) => {
    options.responseData[0].id = 'ESCAPED:' + proof;
  });
  return options.responseData;
}
