// Marks the objects of the language that have no name, such as the prototypes of generators and async functions.
// Class: integrity
// Win: the next page finds the mark.
// Control: plain
function hidden() {
  const prototype = Object.getPrototypeOf;
  return [
    prototype(function* () {}),
    prototype(function* () {}).prototype,
    prototype(async () => {}),
    prototype(async function* () {}),
    prototype(async function* () {}).prototype,
    prototype(prototype(async function* () {}).prototype),
    prototype([][Symbol.iterator]()),
    prototype(prototype([][Symbol.iterator]())),
    prototype(new Map().entries()),
    prototype(new Set().values()),
    prototype(''[Symbol.iterator]()),
    prototype('a'.matchAll(/a/g)),
    prototype(Int8Array),
    prototype(Int8Array).prototype,
    Object.getOwnPropertyDescriptor(Object.prototype, '__proto__').get,
    Object.getOwnPropertyDescriptor(Map, Symbol.species).get,
  ];
}
function postSubmit(options) {
  if (!options.settings.flow.attack) {
    const marked = hidden().findIndex((one) => one.leftBehind === true);
    if (marked >= 0) options.responseData[0].id = 'ESCAPED:hidden object ' + marked;
    return options.responseData;
  }
  for (const one of hidden()) {
    try {
      one.leftBehind = true;
    } catch (error) {
      // frozen
    }
  }
  return options.responseData;
}
