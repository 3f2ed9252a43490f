// Reads the clock through a subclass of Date and through construction with another new target.
// Class: realm extras
// Win: the id holds the real time.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  class Clock extends Date {}
  const reads = [() => new Clock().getTime(), () => Reflect.construct(Date, [], Object).getTime?.(), () => Reflect.construct(Date, [], Clock).getTime(), () => Clock.now()];
  for (const read of reads) {
    try {
      const time = read();
      if (time > Date.UTC(2010, 0, 1)) options.responseData[0].id = 'ESCAPED:' + time;
    } catch {
      // this clock is stopped
    }
  }
  return options.responseData;
}
