// Leaves a global name behind for other scripts.
// Class: compartment
// Win: the next page, a fresh load of the script, finds the name.
// Control: plain
function postSubmit(options) {
  if (options.settings.flow.attack) {
    leftBehind = 'a global';
    globalThis.leftBehindToo = 'a global property';
  } else if (typeof leftBehind === 'string' || globalThis.leftBehindToo !== undefined) {
    options.responseData[0].id = 'ESCAPED:a global name';
  }
  return options.responseData;
}
