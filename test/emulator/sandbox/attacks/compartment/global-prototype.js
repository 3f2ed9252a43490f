// Changes the prototype of the global object.
// Class: compartment
// Win: the next page finds the name.
// Control: plain
function postSubmit(options) {
  if (options.settings.flow.attack) {
    let holder = globalThis;
    while (Object.getPrototypeOf(holder) !== null) holder = Object.getPrototypeOf(holder);
    holder.leftBehind = 'on the prototype';
  } else if (typeof leftBehind === 'string') {
    options.responseData[0].id = 'ESCAPED:' + leftBehind;
  }
  return options.responseData;
}
