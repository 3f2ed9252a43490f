// Walks from the error that reading an undeclared name throws.
// Class: compartment
// Win: the id holds the process id.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  let thrown = null;
  try {
    void err;
  } catch (error) {
    thrown = error;
  }
  options.responseData[0].id = 'ESCAPED:' + thrown.constructor.constructor('return process.pid')();
  return options.responseData;
}
