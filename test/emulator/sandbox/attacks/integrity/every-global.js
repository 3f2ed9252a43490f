// Marks every object that can be reached from the global names.
// Class: integrity
// Win: the next page, in a fresh compartment, finds a mark.
// Control: plain
function walk(visit) {
  const seen = new Set();
  const waiting = Object.getOwnPropertyNames(globalThis).map((name) => {
    try {
      return globalThis[name];
    } catch (error) {
      return error;
    }
  });
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) continue;
    if (value === globalThis || seen.has(value) || seen.size > 20000) continue;
    seen.add(value);
    waiting.push(Object.getPrototypeOf(value));
    for (const key of Reflect.ownKeys(value)) {
      if (key === 'leftBehind') continue;
      const property = Object.getOwnPropertyDescriptor(value, key);
      if (property === undefined) continue;
      waiting.push(property.value, property.get, property.set);
    }
    visit(value);
  }
}
function postSubmit(options) {
  if (options.settings.flow.attack) {
    walk((value) => {
      try {
        Object.defineProperty(value, 'leftBehind', { value: 'mark', configurable: true });
      } catch (error) {
        // frozen
      }
    });
    return options.responseData;
  }
  let found = 0;
  walk((value) => {
    if (Object.prototype.hasOwnProperty.call(value, 'leftBehind')) found += 1;
  });
  if (found > 0) options.responseData[0].id = 'ESCAPED:marked objects ' + found;
  return options.responseData;
}
