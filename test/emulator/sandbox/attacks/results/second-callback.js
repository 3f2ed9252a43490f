// Calls back a second time with another result.
// Class: results
// Win: the second result is accepted.
// Control: plain
// Expect: called-back-twice
function postSubmit(options, callback) {
  callback(null, options.responseData);
  if (options.settings.flow.attack) callback(null, [{ statusCode: 200, id: 'ESCAPED:second call', ignored: false }]);
}
