// Makes a weak reference, through which garbage collection can be watched.
// Class: realm extras
// Win: the id says that the reference could be made.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const reference = new WeakRef({});
  new FinalizationRegistry(() => {}).register({}, 1);
  options.responseData[0].id = 'ESCAPED:' + typeof reference.deref();
  return options.responseData;
}
