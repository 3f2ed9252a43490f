// Changes the result right after it has called back.
// Class: results
// Win: the later value is accepted.
// Control: plain
function postSubmit(options, callback) {
  callback(null, options.responseData);
  if (options.settings.flow.attack) options.responseData[0].id = 'ESCAPED:after the callback';
}
