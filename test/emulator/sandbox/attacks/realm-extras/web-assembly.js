// Instantiates a WebAssembly module.
// Class: realm extras
// Win: the id holds what the module has computed.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const bytes = new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 6, 1, 4, 0, 65, 42, 11,
  ]);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  options.responseData[0].id = 'ESCAPED:' + exports.f();
  return options.responseData;
}
