// Gives the global object another prototype.
// Class: compartment
// Win: the next page finds the name.
// Control: plain
function postSubmit(options) {
  if (options.settings.flow.attack) {
    const holder = Object.getPrototypeOf(globalThis) ?? globalThis;
    Object.setPrototypeOf(Object.getPrototypeOf(holder) === null ? globalThis : holder, { leftBehind: 'on a new prototype' });
  } else if (globalThis.leftBehind !== undefined) {
    options.responseData[0].id = 'ESCAPED:' + globalThis.leftBehind;
  }
  return options.responseData;
}
