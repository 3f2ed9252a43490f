// Requires by names that every object has.
// Class: endowments
// Win: the payload says what was loaded.
// Control: plain
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  for (const name of ['__proto__', 'constructor', 'toString', '', '.', '..', '/', 'url']) {
    try {
      const loaded = require(name);
      if (loaded !== undefined) return { payload: 'ESCAPED:' + name + ' ' + typeof loaded };
    } catch (error) {
      // this one is refused; the next may not be
    }
  }
  return { payload: data.payload };
};
