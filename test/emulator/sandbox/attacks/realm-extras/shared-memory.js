// Waits on shared memory, which measures real time.
// Class: realm extras
// Win: the id says that it has waited.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const cell = new Int32Array(new SharedArrayBuffer(4));
  options.responseData[0].id = 'ESCAPED:' + Atomics.wait(cell, 0, 0, 5);
  return options.responseData;
}
