// Reads the clock through Intl, which asks the system by itself.
// Class: realm extras
// Win: the id holds the real year.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const year = new Intl.DateTimeFormat('en', { year: 'numeric' }).format();
  if (Number(year) > 2010) options.responseData[0].id = 'ESCAPED:' + year;
  return options.responseData;
}
