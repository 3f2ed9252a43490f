import { expect } from 'chai';
import fc from 'fast-check';
import { canary, hookOf, openScripted, type Scripted, type TestProject, useProjects } from './rig.ts';

const id = '0123456789abcdef01234567';

/** Any JSON, often in the shapes that a platform has, with a wrong type somewhere. */
const odd = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1e21,
    '',
    'text',
    [],
    {},
    [[]],
    [null],
    { toString: 1, valueOf: 1 },
    { length: 3 },
  ),
  fc.constantFrom('../..', '\u001b[2J', '\n\nerror forged', id, '7', 7, '__proto__', 'x'.repeat(3000)),
  fc.jsonValue({ maxDepth: 3 }),
);
const maybe = (usual: unknown): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: odd });
const call = fc.record({ function: maybe('postSubmit'), _scriptId: maybe(id) });
const hooks = fc.oneof(fc.record({ postSubmit: maybe(null) }), fc.record({ postSubmit: call }), odd);
const steps = fc.array(fc.record({ _importId: maybe(id), hooks }, { requiredKeys: [] }), { maxLength: 2 });
const thing = fc.record(
  {
    _id: maybe(id),
    id: maybe(7),
    name: maybe('fuzzed'),
    content: maybe(hookOf('theirs')),
    hooks,
    pageProcessors: fc.oneof(steps, odd),
    routers: fc.oneof(
      fc.array(fc.record({ branches: fc.oneof(fc.array(fc.record({ pageProcessors: steps })), odd) })),
      odd,
    ),
    versions: fc.oneof(fc.array(fc.record({ id: maybe(3), version: maybe(1), status: maybe('Deployed') })), odd),
    latest_version: fc.oneof(fc.record({ id: maybe(3), version: maybe(1), status: maybe('Deployed') }), odd),
    steps: odd,
    exports: odd,
    imports: fc.oneof(fc.array(fc.record({ id: odd, name: odd })), odd),
  },
  { requiredKeys: ['_id', 'id', 'name', 'content'] },
);
const list = fc.oneof(fc.array(thing, { maxLength: 2 }), odd);
/** By how a path ends: what its list, its one thing, and its change are answered with. */
const platform = fc.record({
  list,
  one: fc.oneof({ weight: 4, arbitrary: thing }, { weight: 1, arbitrary: odd }),
  changed: fc.oneof(thing, odd),
  isWrapped: fc.boolean(),
  lastPage: fc.constantFrom(1, '2', -1, null, 'x', {}, [3]),
  status: fc.constantFrom(200, 200, 200, 201, 204, 404),
  link: fc.constantFrom(
    '',
    '',
    '<>; rel="next"',
    '<?page=2>; rel=next',
    'garbage <<<',
    '</v1/scripts?page=2>; rel="next"',
  ),
});

describe('A hostile platform', () => {
  const projects = useProjects();
  let server: Scripted;
  let answers: {
    list: unknown;
    one: unknown;
    changed: unknown;
    isWrapped: boolean;
    lastPage: unknown;
    status: number;
    link: string;
  };
  before(async () => {
    server = await openScripted(({ method, url = '' }) => {
      const wrap = (data: unknown): unknown =>
        answers.isWrapped ? { data, meta: { last_page: answers.lastPage } } : data;
      if (method !== 'GET')
        return { status: answers.status === 204 ? 200 : answers.status, body: wrap(answers.changed) };
      const isList = /\/(?:scripts|exports|imports|flows|script-templates)(?:\?|$)/.test(url);
      if (isList && answers.status === 204) return { status: 204 };
      const headers = isList && answers.link !== '' ? { link: answers.link } : {};
      return {
        status: answers.status === 404 && !isList ? 404 : 200,
        headers,
        body: JSON.stringify(wrap(isList ? answers.list : answers.one)),
      };
    });
  });
  after(function () {
    this.timeout(20_000);
    return server.close();
  });

  const celigo = {
    hooks: {
      submit: {
        platform: 'celigo',
        hook: 'postSubmit',
        script: 'hook.js',
        publish: { name: 'fuzzed', attach: [{ import: 'fuzzed' }] },
      },
      respond: {
        platform: 'celigo',
        hook: 'postResponseMap',
        function: 'postSubmit',
        script: 'hook.js',
        publish: { name: 'fuzzed', attach: [{ flow: 'fuzzed', step: 'fuzzed' }] },
      },
    },
  };
  const patchworks = {
    hooks: {
      submit: {
        platform: 'patchworks',
        hook: 'script',
        script: 'script.js',
        publish: { name: 'fuzzed', flowVersions: [4] },
      },
    },
  };

  for (const [name, config] of [
    ['celigo', celigo],
    ['patchworks', patchworks],
  ] as const) {
    it(`may answer anything in the place of ${name}: every command ends with an error that says so, or does its work`, async function () {
      this.timeout(120_000);
      const polls = name === 'patchworks' ? ['--assume', 'deployPollMs=1', '--assume', 'deployTimeoutMs=2'] : [];
      const commands: readonly (readonly string[])[] = [
        ['diff'],
        ['pull', name, '--force'],
        ['pull', 'submit'],
        ['publish', '--yes', '--unreplayed', '--force', ...polls],
        ['versions', 'submit'],
        ['rollback', 'submit', 'remote:3', '-m', 'why', '--yes', ...polls],
      ];
      const codes = new Set<number | null>();
      await fc.assert(
        fc.asyncProperty(platform, fc.integer({ min: 0, max: commands.length - 1 }), async (next, first) => {
          answers = next;
          const project = makeProject(name, config);
          // Two commands, one after the other: the second one finds what the first has left.
          for (const words of [commands[first] ?? [], commands[(first + 3) % commands.length] ?? []]) {
            const { exitCode, stdout, stderr } = await project.run(words);
            codes.add(exitCode);
            expect(exitCode, `${words.join(' ')}: ${stderr}`).to.be.oneOf([0, 1, 2, 4]);
            expect(`${stdout}${stderr}`).to.not.match(/\n\s+at .*:\d+:\d+|\nerror forged|undefined|\[object Object\]/);
            expect(`${stdout}${stderr}`).to.not.include('\u001b');
            expect(`${stdout}${stderr}`).to.not.include(canary);
          }
          expect(
            project
              .all()
              .map(([file]) => file)
              .filter((file) => file.includes('..')),
          ).to.deep.equal([]);
        }),
        { numRuns: Number(process.env['HOOKSMITH_FUZZ'] ?? 60) },
      );
      expect([...codes]).to.include.members([0, 4]);
    });
  }

  function makeProject(name: string, config: object): TestProject {
    const project = projects.make({ platform: name, url: server.url });
    project.write('hooksmith.json', JSON.stringify(config));
    project.write('hook.js', hookOf('one'));
    project.write('script.js', 'module.exports = async (data) => ({ payload: data.payload });\n');
    return project;
  }
});
