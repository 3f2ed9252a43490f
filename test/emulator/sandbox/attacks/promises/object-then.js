// Gives every object a then, so that whatever the host awaits calls it.
// Class: promises
// Win: the payload of the next page is the attacker's.
// Control: plain
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  Object.defineProperty(Object.prototype, 'then', {
    configurable: true,
    get() {
      if (!('payload' in this) || this.payload === 'ESCAPED:then') return undefined;
      return (resolve) => resolve({ payload: 'ESCAPED:then' });
    },
  });
  return { payload: data.payload };
};
