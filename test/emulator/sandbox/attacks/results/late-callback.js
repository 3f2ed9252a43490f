// Returns a result and calls back with another one later.
// Class: results
// Win: the later result is accepted.
// Control: plain
// Expect: called-back-twice
function postSubmit(options, callback) {
  if (options.settings.flow.attack) {
    Promise.resolve().then(() => callback(null, [{ statusCode: 200, id: 'ESCAPED:late call', ignored: false }]));
  }
  callback(null, options.responseData);
}
