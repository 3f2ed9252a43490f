// Makes the host throw an error of its own and walks from it to the constructor of all functions.
// Class: host objects
// Win: the id holds the process id.
// Control: vm
// Expect: bad-shape, called-back-twice
function postSubmit(options, callback) {
  if (!options.settings.flow.attack) return callback(null, options.responseData);
  let proof = '';
  try {
    callback();
  } catch (error) {
    proof = error.constructor.constructor('return process.pid')();
  }
  if (proof !== '') options.responseData[0].id = 'ESCAPED:' + proof;
  callback(null, options.responseData);
}
