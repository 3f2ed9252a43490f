// Asks the high-resolution clocks how much time has gone by.
// Class: realm extras
// Win: the id holds a time that moves while the hook runs.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const clocks = [() => Date.now(), () => performance.now(), () => Number(process.hrtime.bigint())];
  for (const read of clocks) {
    try {
      const before = read();
      for (let spin = 0; spin < 3_000_000; spin += 1) Math.imul(spin, spin);
      if (read() > before) options.responseData[0].id = 'ESCAPED:moved by ' + (read() - before);
    } catch {
      // no such clock
    }
  }
  return options.responseData;
}
