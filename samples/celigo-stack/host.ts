import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { answerStackCall, defineStack, findStackToken, unauthorizedAnswer } from 'hooksmith/celigo';
import { addSite, tidyResponses } from './hooks.ts';

/**
 * Hosts the hooks of this sample without hooksmith's own server, as an author would on a machine of his own:
 * `SYSTEM_TOKEN=… npx tsx samples/celigo-stack/host.ts`. It prints its address; `call.ts` sends it a page.
 * In their own process the hooks may use any package of Node (C-718); `hooksmith serve --stack` runs them in the sandbox.
 */
const stack = defineStack({ hooks: { addSite, tidyResponses } });
const systemToken = process.env['SYSTEM_TOKEN'] ?? randomBytes(32).toString('base64url');
const longestBody = 50 * 1024 * 1024;

const server = createServer(async (request, response) => {
  if (!isPlatform(request)) {
    response.writeHead(unauthorizedAnswer.status, unauthorizedAnswer.headers).end(unauthorizedAnswer.body);
    return;
  }
  const body = request.method === 'POST' && request.url === '/function' ? await readJson(request) : undefined;
  if (body === undefined) {
    response.writeHead(404).end();
    return;
  }
  const answer = await answerStackCall(stack, body);
  response.writeHead(answer.status, answer.headers).end(answer.body);
});

/** Compares in constant time, so that the token cannot be guessed letter by letter. */
function isPlatform({ headers }: IncomingMessage): boolean {
  const given = Buffer.from(findStackToken({ authorization: headers.authorization }) ?? '');
  const wanted = Buffer.from(systemToken);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** The parsed body; undefined for one that is too long or no JSON. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > longestBody) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
