/**
 * Sends a stack one page, as the platform does: `npx tsx samples/celigo-stack/call.ts URL TOKEN`, with the address and the
 * token that `host.ts` or `hooksmith serve --stack` has.
 */
const [url = '', token = ''] = process.argv.slice(2);
const response = await fetch(`${url}/function`, {
  method: 'POST',
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', traceid: 'sample' },
  body: JSON.stringify({
    diy: true,
    type: 'hook',
    function: 'addSite',
    options: { data: [{ orderNo: 'AF-1001', total: 12 }], settings: { flow: { warehouse: 'LEEDS' } } },
  }),
});
process.stdout.write(`${response.status} ${await response.text()}\n`);
