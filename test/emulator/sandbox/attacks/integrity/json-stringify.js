// Replaces JSON.stringify, so that the host writes down another result.
// Class: integrity
// Win: the accepted result is the replacement's.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const forged = '[{"statusCode":200,"id":"ESCAPED:stringify","ignored":false}]';
  try {
    JSON.stringify = () => forged;
  } catch (error) {
    Object.defineProperty(JSON, 'stringify', { configurable: true, value: () => forged });
  }
  return options.responseData;
}
