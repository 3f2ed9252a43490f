import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A receiver that reads every request and answers it at once; prints its port as JSON. */
const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => response.end('{"ok":true}'));
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
});
