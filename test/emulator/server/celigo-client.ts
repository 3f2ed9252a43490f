import fetch, { type RequestInit } from 'node-fetch';

/** A script as the reference describes it (C-619). */
export interface CeligoScript {
  readonly _id: string;
  readonly name: string;
  readonly content?: string;
}

/** A client of the REST API for scripts that is written from the reference alone and knows nothing of the stand-in. */
export interface CeligoClient {
  /** All pages of the list (C-607). */
  pages(): Promise<readonly (readonly CeligoScript[])[]>;
  list(): Promise<readonly CeligoScript[]>;
  read(id: string): Promise<CeligoScript>;
  create(script: { readonly name: string; readonly content: string }): Promise<CeligoScript>;
  replace(id: string, script: { readonly name: string; readonly content?: string }): Promise<CeligoScript>;
  remove(id: string): Promise<void>;
}

/** Makes a client for a base such as `https://api.integrator.io/v1` (C-601). */
export function makeCeligoClient(base: string, token: string): CeligoClient {
  /** Sends a request and takes one status only; an error is told by its envelope (C-604). */
  async function send(url: string, expected: readonly number[], init: RequestInit = {}) {
    const response = await fetch(url, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json' },
    });
    const text = await response.text();
    if (expected.includes(response.status)) return { response, text };
    const [{ code, message }] = JSON.parse(text).errors;
    throw new Error(`${response.status} ${code}: ${message}`);
  }
  async function sendOne(url: string, expected: number, init?: RequestInit): Promise<CeligoScript> {
    return JSON.parse((await send(url, [expected], init)).text);
  }

  const client: CeligoClient = {
    async pages() {
      const pages: (readonly CeligoScript[])[] = [];
      for (let next: string | undefined = `${base}/scripts`; next !== undefined; ) {
        const { response, text } = await send(next, [200, 204]);
        pages.push(response.status === 204 ? [] : JSON.parse(text));
        next = /<([^>]+)>\s*;\s*rel="?next"?/.exec(response.headers.get('link') ?? '')?.[1];
      }
      return pages;
    },
    list: async () => (await client.pages()).flat(),
    read: (id) => sendOne(`${base}/scripts/${id}`, 200),
    create: (script) => sendOne(`${base}/scripts`, 201, { method: 'POST', body: JSON.stringify(script) }),
    replace: (id, script) => sendOne(`${base}/scripts/${id}`, 200, { method: 'PUT', body: JSON.stringify(script) }),
    async remove(id) {
      await send(`${base}/scripts/${id}`, [204], { method: 'DELETE' });
    },
  };
  return client;
}
