// Changes the result in a microtask after it has returned.
// Class: results
// Win: the later value is accepted.
// Control: plain
function postSubmit(options) {
  if (options.settings.flow.attack) {
    Promise.resolve().then(() => {
      options.responseData[0].id = 'ESCAPED:after the return';
    });
  }
  return options.responseData;
}
