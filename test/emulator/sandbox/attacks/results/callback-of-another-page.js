// Keeps the callback of one page and calls it with a result during the next.
// Class: results
// Win: the result of the next page is the attacker's.
// Control: plain
// Module state: job
// Expect: never-called-back
var kept = null;
function postSubmit(options, callback) {
  if (options.settings.flow.attack) {
    kept = [callback, options.responseData];
    return;
  }
  callback(null, options.responseData);
  if (kept === null) return;
  kept[0](null, [{ statusCode: 200, id: 'ESCAPED:kept callback', ignored: false }]);
  kept[1][0].id = 'ESCAPED:kept record';
}
