import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { makeVirtualClock } from '../../../emulator/delivery/run-clock.ts';
import { makeCertificate } from '../../../emulator/server/certificate.ts';
import {
  type Answer,
  canary,
  hookOf,
  openDeskOf,
  openScripted,
  postSubmitEntry,
  publishHere,
  type TestProject,
  useProjects,
} from './rig.ts';

const base64 = Buffer.from(`Bearer ${canary}`).toString('base64');
const error = (message: string): object => ({ errors: [{ code: 'unauthorized', message }] });
const id = '0123456789abcdef01234567';

interface Case {
  readonly title: string;
  answer(url: string): Answer;
  readonly says: RegExp;
  /** @default 4 */
  readonly exitCode?: number;
  readonly only?: readonly string[];
}

/** What a platform may answer, most of it with the credential that it was sent. */
const cases: readonly Case[] = [
  {
    title: 'a wrong token (401)',
    answer: () => ({ status: 401, body: error(`no such token: ${canary}`) }),
    says: /answers 401 \(no such token: \*\*\*.*\n.*The API token of the profile default is wrong/,
  },
  {
    title: 'a missing right (403)',
    answer: () => ({ status: 403, body: error(`not for ${base64}`) }),
    says: /answers 403.*\n.*ask for the right/,
  },
  {
    title: 'a message that holds the credential where it is cut',
    answer: () => ({ status: 422, body: error(`${'x'.repeat(475)}${canary}`) }),
    says: /answers 422/,
  },
  {
    title: 'the credential in an address and in JSON within JSON',
    answer: () => ({
      status: 400,
      body: error(`${encodeURIComponent(canary)} ${JSON.stringify(JSON.stringify(canary))}`),
    }),
    says: /answers 400/,
  },
  {
    title: 'the page of a proxy',
    answer: () => ({ headers: { 'content-type': 'text/html' }, body: `<h1>Log in</h1>${canary}` }),
    says: /is a web page and no JSON.*\n.*a proxy or a login/,
  },
  {
    title: 'the page of a proxy that finds nothing',
    answer: () => ({ status: 404, headers: { 'content-type': 'text/html; charset=utf-8' }, body: canary }),
    says: /the answer \(404\) is a web page/,
  },
  {
    title: 'a redirect',
    answer: () => ({ status: 302, headers: { location: `http://127.0.0.1:1/${canary}` }, body: {} }),
    says: /answers 302.*\n.*leads elsewhere/,
  },
  {
    title: 'a list that goes in a circle',
    answer: (url) => ({ headers: { link: `<${url}/v1/scripts?after=1>; rel="next"` }, body: [] }),
    says: /a list that does not lead back/,
  },
  {
    title: 'a next page on another host (C-608)',
    answer: () => ({ headers: { link: `<http://localhost:1/${canary}>; rel="next"` }, body: [] }),
    says: /names a next page at localhost:1, and its API is at 127\.0\.0\.1:\d+ \(C-608\)/,
  },
  {
    title: 'a next page that is no address',
    answer: () => ({ headers: { link: '<http://[::>; rel="next"' }, body: [] }),
    says: /names a next page at "http:\/\/\[::"/,
  },
  {
    title: 'a next page with a password in it',
    answer: (url) => ({ headers: { link: `<${url.replace('//', '//me:secret@')}/v1/scripts>; rel="next"` }, body: [] }),
    says: /names a next page/,
  },
  { title: 'no list', answer: () => ({ body: { scripts: canary } }), says: /not what was expected: a list/ },
  { title: 'nothing at all', answer: () => ({ body: '' }), says: /not what was expected: a list/ },
  {
    title: 'ids that lead to another path',
    answer: () => ({ body: [{ _id: '../../v1/exports', name: 'order-ids' }] }),
    says: /lists "order-ids" without an id that can be asked for/,
  },
  {
    title: 'an answer without end',
    answer: () => ({ body: Buffer.alloc(52 * 1024 * 1024, '[') }),
    says: /the answer has more than 50 MB/,
    only: ['diff'],
  },
];

describe('A platform that does not answer as it should', () => {
  const projects = useProjects();

  function makeProject(url: string): TestProject {
    const project = projects.make({ platform: 'celigo', url });
    project.hooks({ 'order-ids': postSubmitEntry({ attach: [{ import: 'orders' }] }) });
    project.write('hook.js', hookOf('one'));
    return project;
  }

  const commands: Readonly<Record<string, readonly string[]>> = {
    publish: ['publish', '--yes', '--unreplayed'],
    'dry run': ['publish', '--dry-run', '--unreplayed'],
    diff: ['diff'],
    pull: ['pull', 'order-ids'],
    'whole pull': ['pull', 'celigo', '--json'],
  };

  async function checkRefused(url: string, says: RegExp, { only, exitCode = 4 }: Pick<Case, 'only' | 'exitCode'> = {}) {
    const project = makeProject(url);
    const before = project.hash();
    for (const [name, words] of Object.entries(commands)) {
      if (only !== undefined && !only.includes(name)) continue;
      const result = await project.run(words);
      expect(result.exitCode, `${name}: ${result.stderr}`).to.equal(exitCode);
      expect(result.stderr, name)
        .to.match(says)
        .and.not.match(/\n\s+at /);
      expectNoSecret(project, result);
      expect(project.hash(), name).to.equal(before);
    }
  }

  for (const { title, answer, says, ...more } of cases) {
    it(`is told of ${title}: a clear error, and nothing is touched`, async () => {
      const server = await openScripted((_request, url) => answer(url));
      try {
        await checkRefused(server.url, says, more);
        expect(server.asked.filter((line) => !line.startsWith('GET '))).to.deep.equal([]);
      } finally {
        await server.close();
      }
    });
  }

  it('is told of nobody who listens, and of a certificate that signs itself', async () => {
    const gone = await openScripted(() => ({}));
    await gone.close();
    await checkRefused(gone.url, /nothing listens there.*\n.*Nobody can be asked at/);

    const server = createTlsServer(await makeCertificate('self-signed'), (_request, response) => response.end('[]'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    await checkRefused(
      `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
      /SELF_SIGNED_CERT.*\n.*Nobody can be asked at/,
    );
    server.close();
  });

  it('leaves an empty folder empty where an account cannot be pulled', async () => {
    const server = await openScripted(() => ({ status: 401, body: error('no') }));
    const project = projects.make({ platform: 'celigo', url: server.url });

    const { exitCode } = await project.run(['pull', 'celigo']);
    await server.close();

    expect(exitCode).to.equal(4);
    expect(readdirSync(project.path)).to.deep.equal([]);
  });

  it('hides the credential that a broken platform says again to a change, in the journal too', async () => {
    const server = await openScripted(({ method, url = '' }) =>
      method === 'POST'
        ? { status: 503, body: error(canary) }
        : url === '/v1/imports'
          ? { body: [{ _id: id, name: 'orders' }] }
          : url === '/v1/scripts'
            ? { status: 204 }
            : { body: { _id: id } },
    );
    const project = makeProject(server.url);
    const clock = makeVirtualClock({ startMs: Date.now() });

    const thrown = await publishHere(openDeskOf(project, { platform: 'celigo', url: server.url }, clock)).then(
      () => null,
      (reason: unknown) => reason,
    );
    await server.close();

    expect(String(thrown)).to.include('(the platform answers 503 (***');
    expect(project.read('.hooksmith/journal.jsonl')).to.include('"event":"lost"');
    expectNoSecret(project, { stdout: String(thrown), stderr: '' });
  });

  it('keeps no id and no name that holds the credential', async () => {
    let content = '';
    const hostile: Record<string, (body: object) => Answer> = {
      '/v1/scripts': () => ({
        body: [
          { _id: id, name: 'order-ids' },
          { _id: `a${id.slice(1)}`, name: canary },
        ],
      }),
      [`/v1/scripts/${id}`]: () => ({ body: { _id: id, name: 'order-ids', content, [canary]: canary } }),
      [`/v1/scripts/a${id.slice(1)}`]: () => ({ body: { _id: id, name: canary, content: '// safe' } }),
      [`/v1/scripts/${id}/dependencies`]: () => ({ body: { imports: [{ id, name: `by ${canary}` }] } }),
      '/v1/imports': () => ({ body: [{ _id: id, name: 'orders' }] }),
      [`/v1/imports/${id}`]: () => ({
        body: {
          _id: id,
          name: 'orders',
          hooks: { postSubmit: { function: 'postSubmit', _scriptId: id, note: canary } },
        },
      }),
    };
    const server = await openScripted(({ url = '' }) => hostile[url]?.({}) ?? { status: 204 });
    const project = makeProject(server.url);
    for (content of [hookOf('one'), hookOf('two'), `// ${canary}`]) {
      for (const words of Object.values(commands)) expectNoSecret(project, await project.run(words));
    }
    await server.close();
  });

  it('leaves what it does not know where it is when it writes a resource back, __proto__ included', async () => {
    const resource = `{"_id":"${id}","name":"orders","__proto__":{"kept":1},"mapping":{"__proto__":2,"$secret":"slack-url"},"hooks":{"preMap":{"function":"f"}}}`;
    let sent = '';
    const server = await openScripted((request) => {
      const { url = '', method } = request;
      if (method === 'PUT') {
        request.setEncoding('utf8').on('data', (chunk) => {
          sent += chunk;
        });
      }
      if (url.startsWith('/v1/imports')) {
        if (method === 'PUT') return { status: 403, body: error('read only') };
        return { body: url === '/v1/imports' ? `[${resource}]` : resource };
      }
      if (method === 'POST') return { status: 201, body: { _id: id } };
      return url === '/v1/scripts'
        ? { body: [{ _id: id, name: 'order-ids' }] }
        : { body: { _id: id, name: 'order-ids', content: hookOf('one') } };
    });
    const project = makeProject(server.url);
    const { exitCode } = await project.run(['publish', '--yes', '--unreplayed'], {
      HOOKSMITH_SECRET_SLACK_URL: canary,
    });
    await server.close();

    expect(exitCode).to.equal(4);
    expect(sent).to.equal(
      resource.replace(
        '"preMap":{"function":"f"}',
        `"preMap":{"function":"f"},"postSubmit":{"function":"postSubmit","_scriptId":"${id}"}`,
      ),
    );
    expect({}).to.not.have.property('kept');
    expect(project.read('.hooksmith/journal.jsonl')).to.include('"event":"not-done"');
  });
});

function expectNoSecret(project: TestProject, printed: { readonly stdout: string; readonly stderr: string }): void {
  const all = `${printed.stdout}${printed.stderr}${JSON.stringify(project.all())}`;
  for (const form of [
    canary,
    canary.slice(0, 12),
    base64,
    encodeURIComponent(canary),
    JSON.stringify(canary).slice(1, -1),
  ]) {
    expect(
      all.includes(form),
      `${form} in ${all.slice(Math.max(0, all.indexOf(form) - 200), all.indexOf(form) + 50)}`,
    ).to.equal(false);
  }
}
