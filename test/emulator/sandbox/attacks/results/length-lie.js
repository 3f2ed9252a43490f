// Returns an object that claims to have one record and turns into two.
// Class: results
// Win: two records are accepted for one.
// Control: plain
// Expect: length-changed
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const [item] = options.responseData;
  return { length: 1, 0: item, toJSON: () => [item, { ...item, id: 'ESCAPED:second' }] };
}
