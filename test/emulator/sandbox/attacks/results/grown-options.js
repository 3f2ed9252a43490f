// Lets the input grow with the result, so that a late comparison of the two finds nothing.
// Class: results
// Win: two records are accepted for one.
// Control: plain
// Expect: length-changed
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  options.responseData.push({ ...options.responseData[0], id: 'ESCAPED:second' });
  options.preMapData.push({});
  options.postMapData.push({});
  return options.responseData;
}
