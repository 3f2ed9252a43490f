// Reads the clock through the realm's own Date behind a date, which the sandbox's Date is made of.
// Class: realm extras
// Win: the id holds the real time.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const RealmDate = Object.getPrototypeOf(new Date()).constructor;
  for (const read of [() => RealmDate.now(), () => new RealmDate().getTime(), () => Date.parse(RealmDate())]) {
    try {
      const time = read();
      if (time > Date.UTC(2010, 0, 1)) options.responseData[0].id = 'ESCAPED:' + time;
    } catch {
      // this clock is stopped
    }
  }
  return options.responseData;
}
