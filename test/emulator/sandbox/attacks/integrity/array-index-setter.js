// Defines a setter for index 0 of all arrays, through which the host's next array is seen.
// Class: integrity
// Advisory: GHSA-9qj6-qjgg-37qq (vm2: a setter on an index of Array.prototype)
// Win: the next page finds the setter.
// Control: plain
function postSubmit(options) {
  if (options.settings.flow.attack) {
    Object.defineProperty(Array.prototype, 7, { configurable: true, get: () => 'ESCAPED:array index', set() {} });
  } else if ([][7] !== undefined) {
    options.responseData[0].id = [][7];
  }
  return options.responseData;
}
