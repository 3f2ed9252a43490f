// Takes the call sites of a stack and asks each for its function and its this.
// Class: errors
// Advisory: gf3/sandbox#65 (Error.prepareStackTrace and getThis)
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  Error.prepareStackTrace = (_error, sites) => sites;
  const sites = new Error('where').stack;
  for (const site of sites) {
    for (const thing of [site, site.getFunction(), site.getThis()]) {
      try {
        options.responseData[0].id = 'ESCAPED:' + thing.constructor.constructor('return process.pid')();
      } catch {
        // an object of the hook's own realm
      }
    }
  }
  return options.responseData;
}
