import { expect } from 'chai';
import type { Finding } from '../../../sdk/contract.ts';
import { lintSeverities } from '../../../sdk/lints.ts';
import { optionsOf, recordingOf, useFolder } from '../commands/run-cli.ts';

const returned = (id: string): string => `options.responseData.map((item) => ({ ...item, id: ${id} }))`;

/** Code, rule, severity, page, path and place of each finding of a lint. */
function lintsOf({ findings }: { readonly findings: readonly Finding[] }): readonly (readonly unknown[])[] {
  return findings
    .filter(({ code }) => Object.hasOwn(lintSeverities, code))
    .map(({ code, rule, severity, page, path, at }) => [
      `${severity} ${code} ${rule}`,
      page,
      path,
      `${at?.file}:${at?.line}:${at?.column}`,
    ]);
}

describe('lints of a replay', function () {
  this.timeout(60_000);
  const folder = useFolder();
  const pages = [1, 2, 3, 4].map((id) => ({ options: optionsOf(id, id + 10) }));
  folder.file('day.rec.jsonl', recordingOf(pages));
  folder.file('night.rec.jsonl', recordingOf(pages));
  const replay = (script: string, ...args: readonly string[]): ReturnType<typeof folder.report> =>
    folder.report(['replay', script, 'day.rec.jsonl', ...args]);

  describe('of module state (C-332)', () => {
    it('warn once for all recordings that a page run twice gives two results, at the line of the state', async () => {
      folder.file(
        'counting.js',
        `let calls = 0;\nfunction postSubmit(options) {\n  calls += 1;\n  console.log(calls);\n  return ${returned('String(calls)')};\n}\n`,
      );

      const report = await replay('counting.js', 'night.rec.jsonl', '--workers', '2');

      expect(report.exitCode).to.equal(0);
      expect(lintsOf(report)).to.deep.equal([['warning relies-on-state C-332', 0, '/0/id', 'counting.js:3:3']]);
      expect(report.findings[0]?.message).to.match(
        /^the same page run twice in a row gives two results: result\[0\]\.id was "1" and then "2"; /,
      );
      // The replay is as it would be without: four calls a recording, each printed once.
      expect(report.console.map(({ lines }) => lines.map(([, text]) => text))).to.deep.equal(
        ['1', '2', '3', '4', '1', '2', '3', '4'].map((text) => [text]),
      );
      expect(report.totals).to.include({ pages: 8, records: 16, passedPages: 8 });
    });

    it('are quiet about a cache that changes no result, and where every call is loaded anew', async () => {
      folder.file(
        'cache.js',
        `const seen = new Map();\nfunction postSubmit(options) {\n  options.responseData.forEach((item) => seen.set(item.id, item));\n  return ${returned('seen.get(item.id).id')};\n}\n`,
      );

      const cached = await replay('cache.js');
      const fresh = await replay('counting.js', '--module-state', 'fresh');

      expect(cached.recordings[0]?.moduleState.mode).to.equal('job');
      expect(lintsOf(cached)).to.deep.equal([]);
      expect(lintsOf(fresh)).to.deep.equal([]);
    });

    it('leave a replay as it is when the script hangs or throws on a second run', async () => {
      folder.file(
        'hangs.js',
        `let calls = 0;\nfunction postSubmit(options) {\n  calls += 1;\n  while (calls === 5);\n  return ${returned('"x"')};\n}\n`,
      );
      folder.file(
        'once.js',
        'const seen = {};\nfunction postSubmit(options) {\n  const [{ id }] = options.responseData;\n  if (seen[id]) throw new Error("saw " + id);\n  seen[id] = true;\n  return options.responseData;\n}\n',
      );

      const hung = await replay('hangs.js', '--timeout-ms', '500');
      const threw = await replay('once.js');

      expect([hung.exitCode, hung.totals.passedPages, hung.findings]).to.deep.equal([0, 4, []]);
      expect([threw.exitCode, threw.totals.passedPages]).to.deep.equal([0, 4]);
      expect(lintsOf(threw)).to.deep.equal([['warning relies-on-state C-332', 0, '', 'once.js:5:3']]);
      expect(threw.findings[0]?.message).to.include('the outcome was a result and then Error: saw 1');
    });

    it('name the stage of a pipeline whose hook keeps state', async () => {
      folder.file(
        'stages.js',
        `let calls = 0;\nfunction preMap(options) {\n  return options.data.map((data) => ({ data }));\n}\nfunction postSubmit(options) {\n  calls += 1;\n  return ${returned('String(calls)')};\n}\n`,
      );
      folder.file(
        'hooksmith.json',
        JSON.stringify({
          steps: {
            orders: {
              platform: 'celigo',
              step: 'import',
              stages: { preMap: { script: 'stages.js' }, postSubmit: { script: 'stages.js' } },
              recordings: ['step.rec.jsonl'],
            },
          },
        }),
      );
      const stages = {
        mapping: { result: [{ id: 1 }] },
        submit: { result: [{ statusCode: 200, errors: [], ignored: false, id: 1 }] },
      };
      folder.file(
        'step.rec.jsonl',
        recordingOf([{ options: { data: [{ id: 1 }] }, stages } as never], { hook: undefined, step: 'import' }).replace(
          '"records":0',
          '"records":1',
        ),
      );

      const report = await folder.report(['replay', 'orders']);

      const found = report.findings.filter(({ code }) => code === 'relies-on-state');
      expect(found.map(({ stage, page, path, at }) => [stage, page, path, at?.line])).to.deep.equal([
        ['postSubmit', 0, '/0/id', 6],
      ]);
    });
  });

  describe('of clock and chance (S-210, S-211)', () => {
    it('note once, at the line, that a result depends on them', async () => {
      folder.file(
        'now.js',
        `function postSubmit(options) {\n  const at = new Date().toISOString();\n  return ${returned('at')};\n}\n`,
      );
      folder.file('dice.js', `function postSubmit(options) {\n  return ${returned('String(Math.random())')};\n}\n`);

      const clock = await replay('now.js', 'night.rec.jsonl');
      const chance = await replay('dice.js');

      expect(clock.exitCode).to.equal(0);
      expect(lintsOf(clock)).to.deep.equal([['info clock-or-chance S-210', null, '/0/id', 'now.js:2:14']]);
      expect(clock.findings.find(({ code }) => code === 'clock-or-chance')?.message).to.include('--now sets another');
      expect(lintsOf(chance)).to.deep.equal([['info clock-or-chance S-211', null, '/0/id', 'dice.js:2:73']]);
    });

    it('are quiet where the clock is read and no result depends on it', async () => {
      folder.file(
        'timed.js',
        `function postSubmit(options) {\n  const start = Date.now();\n  console.log(start, Math.random());\n  return ${returned('new Date(0).toISOString()')};\n}\n`,
      );

      const report = await replay('timed.js');

      expect(lintsOf(report)).to.deep.equal([]);
    });
  });

  describe('of secrets (R-509)', () => {
    const key = 'k9f8Jq2LmZx7Vb3N';

    it('name the place in the file or in what it imports, and show the secret nowhere', async () => {
      folder.file('keys.ts', `export interface Keys { a: string }\n\nexport const clientSecret: string = '${key}';\n`);
      folder.file('package.json', '{}');
      folder.file('node_modules/dep/index.js', `exports.apiKey = '${key}';\n`);
      folder.file(
        'uses.ts',
        [
          "import dep from 'dep';",
          "import { clientSecret } from './keys.ts';",
          `const headers = { Authorization: 'Bearer 8f14e45fceea167a5a36dedd4bea2543' };`,
          'interface Options { responseData: unknown[] }',
          'export function postSubmit(options: Options) {',
          '  if (options.responseData.length > 9) console.log(dep, clientSecret, headers);',
          '  return options.responseData;',
          '}',
        ].join('\n'),
      );

      const report = await replay('uses.ts', 'night.rec.jsonl');
      const { stdout, exitCode } = await folder.run(['replay', 'uses.ts', 'day.rec.jsonl']);

      expect(exitCode).to.equal(0);
      expect(lintsOf(report)).to.deep.equal([
        ['warning secret-in-source R-509', null, '', 'keys.ts:3:37'],
        ['warning secret-in-source R-509', null, '', 'uses.ts:3:34'],
      ]);
      expect(stdout).to.include('keys.ts:3:37').and.to.include('the text that "clientSecret" is given');
      for (const text of [stdout, JSON.stringify(report)]) {
        expect(text).to.not.include(key).and.to.not.include('8f14e45f');
      }
    });

    it('are quiet about words, paths, places to fill in and test values', async () => {
      const values = {
        password: 'xxxxxxxxxxxx',
        token: '<your-token-1>',
        apiKey: 'YOUR_API_KEY_2',
        accessToken: '',
        clientSecret: '***',
        Authorization: 'X-Session-Header',
        refreshToken: '/oauth2/v1/refresh',
        sessionToken: '{{token9}}',
        privateKey: 'test-pw-12345',
        secretKey: 'customer.internalId2 name',
        signingKey: 'aaaaaaaaaaaa1',
        orderToken: '65a0000000000000000000f1',
        note: 'Bearer authentication is required',
        url: 'https://erp.example/items?token=abc',
      };
      folder.file(
        'words.js',
        `const values = ${JSON.stringify(values, null, 2)};\nfunction postSubmit(options) {\n  const token = options.settings ? options.settings.token : '';\n  const authorization = \`Bearer \${token}\`;\n  return values.note && authorization ? options.responseData : [];\n}\n`,
      );

      const report = await replay('words.js');

      expect(lintsOf(report)).to.deep.equal([]);
    });
  });
});
