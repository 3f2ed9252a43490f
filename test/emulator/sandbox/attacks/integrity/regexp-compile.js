// Compiles an existing expression anew; the host's own expressions would follow.
// Class: integrity
// Win: the id says that an expression could be changed.
// Control: plain
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  const expression = /a/;
  expression.compile('b');
  if (expression.test('b')) options.responseData[0].id = 'ESCAPED:compiled';
  return options.responseData;
}
