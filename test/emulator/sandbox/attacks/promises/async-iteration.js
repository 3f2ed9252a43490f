// Returns an async iterator whose next method looks at how the host calls it.
// Class: promises
// Win: the payload holds the process id.
// Control: vm
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  const answer = { payload: data.payload };
  const next = new Proxy(() => Promise.resolve({ done: true }), {
    apply(target, self, list) {
      const proof = list.constructor.constructor('return typeof process === "object" ? process.pid : ""')();
      if (proof !== '') answer.payload = `ESCAPED:${proof}`;
      return target();
    },
  });
  Object.defineProperty(answer, Symbol.asyncIterator, { value: () => ({ next }) });
  return answer;
};
