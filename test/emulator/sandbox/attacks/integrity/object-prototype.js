// Adds properties to all objects, with the names that a judge of results reads.
// Class: integrity
// Advisory: GHSA-vwrp-x96c-mhwq (vm2: prototypes of the host's own intrinsics)
// Win: the next page's objects have them.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) {
    if ({}.severity !== undefined || {}.rule !== undefined) options.responseData[0].id = 'ESCAPED:Object.prototype';
    return options.responseData;
  }
  for (const name of ['rule', 'severity', 'asRecorded']) {
    try {
      Object.defineProperty(Object.prototype, name, { configurable: true, value: 'forged' });
    } catch (error) {
      // frozen
    }
  }
  return options.responseData;
}
