// Reads the time zone of the host.
// Class: realm extras
// Win: the id holds an offset other than UTC.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const offset = new Date(2001, 0, 1).getTimezoneOffset();
  if (offset !== 0) options.responseData[0].id = 'ESCAPED:' + offset;
  return options.responseData;
}
