// Reads this in functions that the language calls.
// Class: compartment
// Win: the id holds the process id.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const seen = [];
  [1].forEach(function () {
    seen.push(this);
  });
  'x'.replace('x', function () {
    seen.push(this);
    return '';
  });
  JSON.parse('[1]', function (_key, value) {
    seen.push(this);
    return value;
  });
  Reflect.apply(function () {
    seen.push(this);
  }, null, []);
  const holder = seen.find((one) => one !== undefined && one !== null && one.process !== undefined);
  if (holder !== undefined) options.responseData[0].id = 'ESCAPED:' + holder.process.pid;
  return options.responseData;
}
