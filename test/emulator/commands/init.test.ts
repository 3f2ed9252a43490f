import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { useFolder } from './run-cli.ts';

describe('hooksmith init', () => {
  const folder = useFolder();

  it('makes a project that replays, and says what to do next', async () => {
    const made = await folder.run(['init', 'demo', '-y']);
    const replayed = await folder.run([
      'replay',
      join('demo/hooks/post-submit.ts'),
      'demo/recordings/post-submit.rec.jsonl',
    ]);

    expect(made.stderr).to.equal('');
    expect(made.stdout).to.include('made demo: celigo/postSubmit called post-submit\n');
    expect(made.stdout).to.include('Next: cd demo && npm install && npm test\n');
    expect(readdirSync(join(folder.path, 'demo')).sort()).to.deep.equal([
      '.github',
      '.gitignore',
      '.vscode',
      'globals.d.ts',
      'hooks',
      'hooksmith.json',
      'package.json',
      'recordings',
      'test',
      'tsconfig.json',
    ]);
    const workflows = readdirSync(join(folder.path, 'demo/.github/workflows'));
    expect(workflows.sort()).to.deep.equal(['hooksmith.yml', 'publish.yml']);
    expect(replayed.stdout).to.include('all 3 pages pass');
  });

  it('makes the same bytes each time, but for the name of the package', async () => {
    mkdirSync(join(folder.path, 'again/.git'), { recursive: true });
    const { exitCode } = await folder.run(['init', 'again', '-y']);

    expect(exitCode).to.equal(0);
    for (const file of ['hooks/post-submit.ts', 'recordings/post-submit.rec.jsonl', 'hooksmith.json']) {
      expect(folder.read(`again/${file}`).equals(folder.read(`demo/${file}`)), file).to.equal(true);
    }
  });

  it('names every flag that is missing where nobody can be asked', async () => {
    const { stderr, exitCode } = await folder.run(['init', 'asks', '--platform', 'patchworks']);

    expect(exitCode).to.equal(2);
    expect(stderr).to.include('--hook, --name and --language are missing, and there is no terminal to ask [ERR_USAGE]');
    expect(stderr).to.include(
      'hooksmith init asks --platform patchworks --hook response-script --name response-script --language ts',
    );
  });

  const wrong: readonly (readonly [title: string, args: readonly string[], says: string])[] = [
    ['a folder with something in it', ['full', '-y'], 'full is not empty; in the way: notes.txt [ERR_USAGE]'],
    ['a file', ['full/notes.txt', '-y'], 'full/notes.txt is a file, so it cannot become a project [ERR_USAGE]'],
    ['a folder below a file', ['full/notes.txt/demo', '-y'], 'cannot be written'],
    ['a platform that is none', ['n', '-y', '--platform', 'celgio'], 'Did you mean "celigo"?'],
    ['a hook that is none', ['n', '-y', '--hook', 'postsubmitt'], 'Did you mean "celigo/postSubmit"?'],
    ['a name that is no file name', ['n', '-y', '--name', '../up'], '"../up" cannot be the name of a hook or step'],
    ['a name that Windows keeps', ['n', '-y', '--name', 'con'], 'Windows keeps this name for a device'],
    ['a language that is none', ['n', '-y', '--language', 'py'], '--language is "py"; expected ts or js'],
    ['two folders', ['n', 'm', '-y'], 'init takes one folder, got 2 arguments'],
    [
      '--from with a name',
      ['--from', 'full', '--name', 'x'],
      '--from takes over what is there and goes without --name',
    ],
    ['--from and a folder that is not there', ['--from', 'gone'], 'there is no folder gone'],
    ['--from and a folder without scripts', ['--from', 'full'], 'full has no scripts'],
  ];
  for (const [title, args, says] of wrong) {
    it(`refuses ${title} and leaves nothing behind`, async () => {
      folder.file('full/notes.txt', 'mine');
      const before = readdirSync(folder.path, { recursive: true });
      const { stderr, exitCode } = await folder.run(['init', ...args]);

      expect(stderr).to.include(says);
      expect(exitCode).to.equal(2);
      expect(readdirSync(folder.path, { recursive: true })).to.deep.equal(before);
    });
  }
});

describe('hooksmith init --from', () => {
  const folder = useFolder();

  it('names the hooks that are sure, lists those that are not, and changes no script', async () => {
    const orders =
      'function clean(record) { return record.data; }\nfunction preMap(options) {\n  return options.data.map(function (one) { return { data: clean(one) }; });\n}\nfunction onAnswers(options) { return options.preMapData.length ? options.responseData : []; }\nfunction filter(options) { return options.record.open; }\nfunction postMap({ responseData }) { return responseData; }\n';
    folder.file('scripts/orders.js', orders);
    folder.file(
      'scripts/shop/order-response-script.js',
      'module.exports = async (data) => ({ response_code: data.response.status > 499 ? 1 : 0 });\n',
    );
    folder.file(
      'scripts/shop/pull.ts',
      'export default async function (data: { response: object }) { return { response_code: data.response ? 0 : 1 }; }\n',
    );
    folder.file('scripts/broken.js', 'function (\n');
    folder.file('scripts/node_modules/dep/preMap.js', 'function preMap(options) { return options.data; }\n');

    const { stdout, exitCode } = await folder.run(['init', '--from', 'scripts']);
    const { hooks } = JSON.parse(folder.read('scripts/hooksmith.json').toString());

    expect(exitCode).to.equal(0);
    expect(hooks).to.deep.equal({
      'pre-map': { platform: 'celigo', hook: 'preMap', script: 'orders.js', function: 'preMap' },
      'on-answers': { platform: 'celigo', hook: 'postSubmit', script: 'orders.js', function: 'onAnswers' },
      'order-response-script': {
        platform: 'patchworks',
        hook: 'response-script',
        script: 'shop/order-response-script.js',
      },
    });
    expect(stdout).to.include(
      'orders.js:6 filter may be celigo/outputFilter or celigo/inputFilter or celigo/branchFilter',
    );
    expect(stdout).to.include('orders.js:7 postMap: it is called like celigo/postMap, but');
    expect(stdout).to.include(
      'shop/pull.ts:1 module.exports may be patchworks/response-script or patchworks/post-request',
    );
    expect(stdout).to.include('not read\n  broken.js: Unexpected token');
    expect(folder.read('scripts/orders.js').toString()).to.equal(orders);
  });

  it('refuses a folder that is a project already', async () => {
    const { stderr, exitCode } = await folder.run(['init', '--from', 'scripts']);

    expect(stderr).to.include('scripts/hooksmith.json is there already [ERR_USAGE]');
    expect(exitCode).to.equal(2);
  });
});

describe('hooksmith new', () => {
  const folder = useFolder();
  const project = '{ "hooks": { "ids": { "platform": "celigo", "hook": "preMap", "script": "ids.js" } } }\n';

  it('adds a hook that replays, from a folder below, in the language of the project', async () => {
    folder.file('hooksmith.json', project);
    folder.file('deep/down/keep.txt', '');
    folder.file(
      'ids.js',
      'function preMap(options) { return options.data.map(function (data) { return { data: data }; }); }\n',
    );
    const added = await folder.run(['new', 'patchworks/script', 'totals']);
    const replayed = await folder.run(['replay', 'totals', '--quiet']);

    expect(added.stderr).to.equal('');
    expect(added.stdout).to.include('hooks/totals.js\n');
    expect(added.stdout).to.include('Next: npx hooksmith replay totals\n');
    expect(existsSync(join(folder.path, 'test/totals.test.mjs'))).to.equal(true);
    expect(
      folder
        .read('hooksmith.json')
        .toString()
        .startsWith(project.slice(0, project.lastIndexOf(' } }'))),
    ).to.equal(true);
    expect(replayed.exitCode).to.equal(0);
  });

  const wrong: readonly (readonly [title: string, args: readonly string[], says: string])[] = [
    ['a name that is taken', ['celigo/preMap', 'ids'], 'has a hook or step called "ids" already'],
    ['files that are there', ['celigo/preMap', 'mine'], 'hooks/mine.js would be overwritten'],
    ['a hook that is none', ['celigo/preMpa', 'x'], 'Did you mean "celigo/preMap"?'],
    ['a platform that is none', ['celgio/preMap', 'x'], 'Did you mean "celigo"?'],
    ['a hook without its platform', ['preMap', 'x'], 'Write celigo/preMap.'],
    ['no name', ['celigo/preMap'], 'new needs a name'],
    ['nothing at all', [], 'new needs a hook or step and a name'],
    ['a name of two words', ['celigo/preMap', 'two', 'words'], 'new takes a hook or step and a name, got 3 arguments'],
  ];
  for (const [title, args, says] of wrong) {
    it(`refuses ${title} and leaves nothing behind`, async () => {
      folder.file('hooks/mine.js', '');
      const before = readdirSync(folder.path, { recursive: true });
      const { stderr, exitCode } = await folder.run(['new', ...args]);

      expect(stderr).to.include(says);
      expect(exitCode).to.equal(2);
      expect(readdirSync(folder.path, { recursive: true })).to.deep.equal(before);
    });
  }

  it('takes --language over the language of the project', async () => {
    const { stdout } = await folder.run(['new', 'celigo/preMap', 'x', '--language', 'ts']);
    const { exitCode } = await folder.run(['replay', 'x', '--quiet']);

    expect(stdout).to.include('hooks/x.ts\n');
    expect(exitCode).to.equal(0);
  });
});

describe('hooksmith new, outside a project', () => {
  const folder = useFolder();

  it('says how to make one', async () => {
    const { stderr, exitCode } = await folder.run(['new', 'celigo/preMap', 'x']);

    expect(stderr).to.include('there is no hooksmith.json here or in a folder above [ERR_CONFIG]');
    expect(exitCode).to.equal(2);
  });

  it('names the slip in a hooksmith.json', async () => {
    folder.file('hooksmith.json', '{ "hoks": {} }');
    const { stderr, exitCode } = await folder.run(['new', 'celigo/preMap', 'x']);

    expect(stderr).to.include(
      'hooksmith.json: the file has an unknown key "hoks" [ERR_CONFIG]\n  Did you mean "hooks"?',
    );
    expect(exitCode).to.equal(2);
  });
});
