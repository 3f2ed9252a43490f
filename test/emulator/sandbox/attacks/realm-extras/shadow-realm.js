// Makes a realm of its own, whose clock nobody has replaced.
// Class: realm extras
// Win: the id holds the real time.
// Control: plain
// Node: --experimental-shadow-realm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const time = new ShadowRealm().evaluate('Date.now()');
  if (time > Date.UTC(2010, 0, 1)) options.responseData[0].id = 'ESCAPED:' + time;
  return options.responseData;
}
