// Replaces a field of options by a getter and sees what the host reads it with.
// Class: host objects
// Win: the id holds the process id, got through the function that reads the field.
// Control: vm
// Expect: not-serializable
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const item = options.responseData[0];
  Object.defineProperty(item, 'id', {
    enumerable: true,
    get: function read() {
      return 'ESCAPED:' + read.caller.constructor('return process.pid')();
    },
  });
  return options.responseData;
}
