// Makes a function from text with the constructor that the prototype of all functions names.
// Class: function constructors
// Win: the id holds the process id.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const Maker = Object.getPrototypeOf(function () {}).constructor;
  options.responseData[0].id = 'ESCAPED:' + Maker('return process.pid')();
  return options.responseData;
}
