// Returns an array that turns into another one at the second stringify.
// Class: results
// Win: another value is accepted than was looked at first.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const list = [...options.responseData];
  let calls = 0;
  Object.defineProperty(list, 'toJSON', {
    value() {
      calls += 1;
      return calls === 1 ? [...list] : [{ statusCode: 200, id: 'ESCAPED:second stringify', ignored: false }];
    },
  });
  return list;
}
