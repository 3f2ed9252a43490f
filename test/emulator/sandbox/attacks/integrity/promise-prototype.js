// Replaces the methods of all promises.
// Class: integrity
// Win: the next page's promises have the replacement.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) {
    if (Promise.prototype.finally.forged) options.responseData[0].id = 'ESCAPED:Promise.prototype.finally';
    if (Promise.allSettled.forged) options.responseData[0].id = 'ESCAPED:Promise.allSettled';
    return options.responseData;
  }
  const forged = Object.assign(() => undefined, { forged: true });
  for (const [holder, name] of [[Promise.prototype, 'finally'], [Promise, 'allSettled']]) {
    try {
      holder[name] = forged;
    } catch (error) {
      // frozen
    }
  }
  return options.responseData;
}
