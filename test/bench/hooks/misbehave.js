/** Does what the page's settings ask for: nothing, or one of the ways not to end (S-228). */
// biome-ignore lint/correctness/noUnusedVariables: the platform finds it by its name
function postSubmit(options) {
  const { way } = options.settings.import;
  if (way === 'spin') {
    for (;;) options.responseData[0].statusCode = 200;
  }
  if (way === 'flood') {
    const next = () => Promise.resolve().then(next);
    next();
  }
  if (way === 'backtrack') /^(a+)+$/.test(`${'a'.repeat(64)}!`);
  return options.responseData;
}
