// Reads from call sites where the host's files are.
// Class: errors
// Advisory: GHSA-v27g-jcqj-v8rw (vm2: host frames in call sites)
// Win: the id holds the path of a file of the host.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  Error.prepareStackTrace = (_error, sites) => sites.map((site) => `${site.getFileName()} ${site.getEvalOrigin()}`).join(' ');
  const path = /(?:\/[\w@.-]+)+\.[cm]?js/.exec(String(new Error('where').stack));
  if (path !== null) options.responseData[0].id = 'ESCAPED:' + path[0];
  return options.responseData;
}
