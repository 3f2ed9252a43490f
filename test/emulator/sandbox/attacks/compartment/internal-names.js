// Looks for names on the global object that the host keeps for itself.
// Class: compartment
// Advisory: GHSA-2cm2-m3w5-gp2f (vm2: internal state as a property of the global object)
// Win: the id holds such a name.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const own = ['err', 'postSubmit'];
  const known =
    /^(?:[A-Z]\w*|NaN|undefined|isFinite|isNaN|parse\w+|(?:de|en)codeURI(?:Component)?|(?:un)?escape|globalThis|eval|console|crypto|global|self)$/;
  const names = Object.getOwnPropertyNames(globalThis).filter((name) => !known.test(name) && !own.includes(name));
  if (names.length > 0) options.responseData[0].id = 'ESCAPED:' + names.join(' ');
  return options.responseData;
}
