// Asks a function made from text for its this, the global object of sloppy code.
// Class: function constructors
// Win: the id holds the process id.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  options.responseData[0].id = 'ESCAPED:' + Function('return this')().process.pid;
  return options.responseData;
}
