// Returns a record whose id is another one at the second look.
// Class: results
// Win: another value is accepted than was looked at first.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const [item] = options.responseData;
  const { id } = item;
  let looks = 0;
  Object.defineProperty(item, 'id', {
    enumerable: true,
    get() {
      looks += 1;
      return looks === 1 ? id : 'ESCAPED:second look';
    },
  });
  return options.responseData;
}
