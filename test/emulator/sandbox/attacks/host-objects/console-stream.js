// Looks behind the console for the stream that it writes to.
// Class: host objects
// Win: the id holds the file descriptor of the stream.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const streams = Reflect.ownKeys(console).map((key) => console[key]).filter((value) => value && value.writable);
  if (streams.length > 0) options.responseData[0].id = 'ESCAPED:fd ' + streams[0].constructor.name;
  return options.responseData;
}
