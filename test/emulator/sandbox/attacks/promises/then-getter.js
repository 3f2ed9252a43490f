// Returns an object whose then is a getter that looks for its caller.
// Class: promises
// Win: the payload holds the process id.
// Control: vm
// Platform: patchworks
module.exports = function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  const answer = { payload: data.payload };
  Object.defineProperty(answer, 'then', {
    get: function read() {
      if (read.caller !== null && answer.payload === data.payload) answer.payload = 'ESCAPED:' + read.caller.constructor('return process.pid')();
      return undefined;
    },
  });
  return answer;
};
