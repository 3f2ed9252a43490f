// Leaves a note on the console, on Math and on Date for other scripts.
// Class: integrity
// Win: the next page, in a fresh compartment, finds the note.
// Control: plain
function postSubmit(options) {
  const places = [console, Math, Date, crypto, Reflect, Symbol, Date.prototype, console.log];
  if (!options.settings.flow.attack) {
    if (places.some((place) => place.leftBehind)) options.responseData[0].id = 'ESCAPED:note';
    return options.responseData;
  }
  for (const place of places) {
    try {
      place.leftBehind = true;
    } catch (error) {
      // frozen
    }
  }
  return options.responseData;
}
