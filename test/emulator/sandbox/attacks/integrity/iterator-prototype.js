// Replaces the steps of all array iterators and generators.
// Class: integrity
// Win: the next page's loops end at once.
// Control: plain
function postSubmit(options) {
  if (options.settings.flow.attack) {
    const ArrayIterator = Object.getPrototypeOf([][Symbol.iterator]());
    ArrayIterator.next = () => ({ done: true });
    return options.responseData;
  }
  let steps = 0;
  for (const item of [1, 2]) steps += item > 0 ? 1 : 0;
  if (steps !== 2) options.responseData[0].id = 'ESCAPED:array iterator';
  return options.responseData;
}
