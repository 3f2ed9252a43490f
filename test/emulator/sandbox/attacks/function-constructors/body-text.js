// Closes the body of a function made from text early, so that the rest would run outside of it.
// Class: function constructors
// Win: the id holds the process id.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const attempts = ['return process.pid; }, function () {', '}) (), (function () { return process.pid', 'return process.pid //'];
  for (const text of attempts) {
    try {
      options.responseData[0].id = 'ESCAPED:' + new Function(text)();
    } catch {
      // this one is refused; the next may not be
    }
  }
  return options.responseData;
}
