// Requires built-in modules by their prefixed and nested names.
// Class: endowments
// Win: the payload holds the process id.
// Control: plain
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  const names = ['node:process', 'process', 'node:fs', 'fs/promises', 'node:module', 'module', 'node:vm', 'inspector/promises', 'node:test'];
  for (const name of names) {
    try {
      const loaded = require(name);
      return { payload: 'ESCAPED:' + (loaded.pid ?? Object.keys(loaded).length) };
    } catch (error) {
      // this one is refused; the next may not be
    }
  }
  return { payload: data.payload };
};
