// Returns an array-like proxy whose length differs from one look to the next.
// Class: results
// Win: two records are accepted for one.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const [item] = options.responseData;
  let looks = 0;
  return new Proxy([item, { ...item, id: 'ESCAPED:second' }], {
    get(target, key) {
      if (key !== 'length') return target[key];
      looks += 1;
      return looks === 1 ? 1 : 2;
    },
  });
}
