// Keeps the options of one page where the next page's hook, loaded anew, finds them.
// Class: integrity
// Win: the next page reads a record of the page before.
// Control: plain
function postSubmit(options) {
  const places = [globalThis, Object.prototype, postSubmit, postSubmit.constructor, Object.getPrototypeOf(postSubmit), Error];
  if (!options.settings.flow.attack) {
    const found = places.find((place) => place.keptOptions !== undefined);
    if (found !== undefined) options.responseData[0].id = 'ESCAPED:' + found.keptOptions.responseData[0].id;
    return options.responseData;
  }
  for (const place of places) {
    try {
      Object.defineProperty(place, 'keptOptions', { configurable: true, value: options });
    } catch (error) {
      // frozen
    }
  }
  return options.responseData;
}
