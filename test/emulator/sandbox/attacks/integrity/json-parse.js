// Replaces JSON.parse, so that the host reads other pages.
// Class: integrity
// Win: the next page parses the attacker's text.
// Control: plain
function postSubmit(options) {
  if (options.settings.flow.attack) {
    Object.defineProperty(JSON, 'parse', { configurable: true, value: () => ({ id: 'ESCAPED:parse' }) });
  } else if (JSON.parse('{"id": 1}').id !== 1) {
    options.responseData[0].id = JSON.parse('{"id": 1}').id;
  }
  return options.responseData;
}
