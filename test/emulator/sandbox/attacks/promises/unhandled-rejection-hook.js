// Leaves a rejection unhandled whose reason has an inspect hook, for hosts that print such reasons.
// Class: promises
// Advisory: GHSA-hw58-p9xv-2mjh (vm2: rejections that nobody handles)
// Win: the payload holds the process id.
// Control: vm
// Expect: late-error
// Platform: patchworks
module.exports = async function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  const answer = { payload: data.payload };
  Promise.reject({
    [Symbol.for('nodejs.util.inspect.custom')](_depth, _options, inspect) {
      answer.payload = 'ESCAPED:' + inspect.constructor('return process.pid')();
      return '';
    },
  });
  await new Promise((resolve) => setTimeout(resolve, 5));
  return answer;
};
