import { readFileSync } from 'node:fs';
import { createContext, Script } from 'node:vm';
import express from 'express';

/**
 * What a user would write without hooksmith: an Express app that calls the hook directly, without a sandbox, a token or a
 * check. `argv[2]` is the script; prints its port.
 */
const hook: (options: unknown) => unknown = new Script(`${readFileSync(process.argv[2] ?? '', 'utf8')}\n;postSubmit`, {
  filename: 'hook.js',
}).runInContext(createContext({}));

const app = express();
app.post('/function', express.json({ limit: '50mb' }), (request, response) => {
  response.json(hook(request.body.options));
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object')
    process.stdout.write(`${JSON.stringify({ port: address.port })}\n`);
});
