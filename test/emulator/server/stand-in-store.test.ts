import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { HooksmithError } from '../../../emulator/errors.ts';
import { openStandInFolder } from '../../../emulator/server/stand-in-folder.ts';
import { makeSteppedStore } from '../../../emulator/server/stand-in-store.ts';

describe('the store of a stand-in', () => {
  it('lists documents in the order in which they were first put, also after an undone step', () => {
    const { store, keep, undo, changes } = makeSteppedStore([]);
    for (const id of ['b', 'a', 'c']) store.put('flows', id, { id });
    keep();
    store.put('flows', 'b', { id: 'b', changed: true });
    store.remove('flows', 'a');
    store.put('flows', 'd', { id: 'd' });
    expect(changes().map(({ id, stored }) => [id, stored === null])).to.deep.equal([
      ['b', false],
      ['a', true],
      ['d', false],
    ]);
    undo();

    expect(store.list('flows')).to.deep.equal([{ id: 'b' }, { id: 'a' }, { id: 'c' }]);
    expect(changes()).to.deep.equal([]);
    expect(store.get('flows', 'd')).to.equal(undefined);
  });

  it('shows lists as they were before the last step that changed something (C-666)', () => {
    const { store, keep, before } = makeSteppedStore([]);
    for (const id of ['a', 'b']) store.put('flows', id, { id });
    keep();
    store.remove('flows', 'a');
    store.put('flows', 'b', { id: 'b', changed: true });
    store.put('flows', 'c', { id: 'c' });
    keep();
    keep();

    expect(before(() => store.list('flows'))).to.deep.equal([{ id: 'a' }, { id: 'b' }]);
    expect(store.list('flows')).to.deep.equal([{ id: 'b', changed: true }, { id: 'c' }]);
  });

  it('takes any text as an id, __proto__ as well', () => {
    const { store } = makeSteppedStore([]);
    store.put('flows', '__proto__', { own: 1 });

    expect(store.get('flows', '__proto__')).to.deep.equal({ own: 1 });
    expect(store.get('flows', 'constructor')).to.equal(undefined);
    expect(store.get('__proto__', 'constructor')).to.equal(undefined);
  });
});

describe('the folder of a stand-in', () => {
  const root = mkdtempSync(join(tmpdir(), 'hooksmith-state-'));
  after(() => rmSync(root, { recursive: true }));
  let count = 0;
  const makeFolder = (): string => join(root, `state-${++count}`, 'celigo');

  /** Puts documents into a folder as a server does. */
  async function fill(path: string, ids: readonly string[]): Promise<void> {
    const folder = openStandInFolder(path);
    const stepped = makeSteppedStore(folder.documents);
    for (const id of ids) stepped.store.put('scripts', id, { id });
    await folder.write(stepped.changes());
    folder.close();
  }

  function read(path: string): readonly unknown[] {
    const folder = openStandInFolder(path);
    folder.close();
    return makeSteppedStore(folder.documents).store.list('scripts');
  }

  it('gives back what was written, in its order, and no longer what was removed', async () => {
    const path = makeFolder();
    await fill(path, ['c', 'a', 'b']);
    const folder = openStandInFolder(path);
    const stepped = makeSteppedStore(folder.documents);
    stepped.store.remove('scripts', 'a');
    stepped.store.put('scripts', 'c', { id: 'c', changed: true });
    await folder.write(stepped.changes());
    folder.close();

    expect(read(path)).to.deep.equal([{ id: 'c', changed: true }, { id: 'b' }]);
    expect(readdirSync(join(path, 'scripts')).sort()).to.deep.equal(['b.json', 'c.json']);
  });

  it('lets no id reach beyond it, or meet another in a file system that ignores capitals', async () => {
    const path = makeFolder();
    const ids = ['../../out', '/etc/x', '.', '..', '', 'A', 'a', 'con', 'a/b', 'ä', 'x'.repeat(300), '__proto__', '\0'];
    await fill(path, ids);
    const names = readdirSync(join(path, 'scripts'));

    expect(read(path)).to.deep.equal(ids.map((id) => ({ id })));
    expect(names).to.have.length(ids.length);
    expect(names.filter((name) => !/^~[0-9a-f]{64}\.json$/.test(name))).to.deep.equal(['a.json']);
    expect(readdirSync(join(path, '..'))).to.deep.equal(['celigo']);
  });

  const damages: readonly (readonly [string, string, RegExp])[] = [
    ['cut off', '{"id": "a", "order": 1, "docu', /is damaged: it is no JSON/],
    ['empty', '', /is damaged: it is no JSON/],
    ['of another shape', '{"id": "a", "order": "1", "document": {}}', /does not hold "id", "order" and "document"/],
    ['a list', '[]', /does not hold "id", "order" and "document"/],
    ['of another document', '{"id": "b", "order": 1, "document": {}}', /a document with the id "b" has another name/],
  ];
  for (const [what, text, message] of damages) {
    it(`names a document that is ${what}, and leaves it as it is`, async () => {
      const path = makeFolder();
      await fill(path, ['a']);
      const file = join(path, 'scripts', 'a.json');
      writeFileSync(file, text);

      for (const _again of [1, 2]) {
        expect(() => openStandInFolder(path))
          .to.throw(HooksmithError, message)
          .with.nested.property('place.file', file);
      }
      expect(readFileSync(file, 'utf8')).to.equal(text);
    });
  }

  it('clears away what a killed process did not finish', async () => {
    const path = makeFolder();
    await fill(path, ['a']);
    writeFileSync(join(path, 'scripts', '.a.json.0123456789ab.tmp'), '{"id": "a", "or');

    expect(read(path)).to.deep.equal([{ id: 'a' }]);
    expect(readdirSync(join(path, 'scripts'))).to.deep.equal(['a.json']);
  });

  it('refuses a file in place of a folder', () => {
    writeFileSync(join(root, 'a-file'), '');

    expect(() => openStandInFolder(join(root, 'a-file', 'celigo')))
      .to.throw(HooksmithError, /cannot be used to keep documents in \(a part of its path is a file\)/)
      .with.property('code', 'ERR_USAGE');
  });

  it('serves one server at a time, and the next once it is closed', () => {
    const path = makeFolder();
    const folder = openStandInFolder(path);

    expect(() => openStandInFolder(path)).to.throw(HooksmithError, /is in use by process \d+ on /);
    folder.close();
    openStandInFolder(path).close();
    expect(readdirSync(path)).to.deep.equal([]);
  });

  const holders: readonly (readonly [string, string, boolean])[] = [
    ['of a process that has ended', JSON.stringify({ pid: 2 ** 22 + 5, host: hostname(), began: '5' }), true],
    ['of an earlier process with our number', JSON.stringify({ pid: process.pid, host: hostname(), began: '5' }), true],
    ['of a process that runs', JSON.stringify({ pid: process.ppid, host: hostname(), began: null }), false],
    ['of another machine', JSON.stringify({ pid: 1, host: 'elsewhere.example', began: null }), false],
    ['that says nothing', 'x', false],
  ];
  for (const [what, text, isTaken] of holders) {
    it(`${isTaken ? 'takes over' : 'respects'} the lock ${what}`, () => {
      const path = makeFolder();
      mkdirSync(path, { recursive: true });
      writeFileSync(join(path, '.lock'), text);

      if (isTaken) openStandInFolder(path).close();
      else expect(() => openStandInFolder(path)).to.throw(HooksmithError, /is in use by/);
      expect(readdirSync(path)).to.deep.equal(isTaken ? [] : ['.lock']);
    });
  }

  it('reads no folder that a link stands for', async () => {
    const path = makeFolder();
    await fill(path, ['a']);
    mkdirSync(join(root, 'elsewhere'), { recursive: true });
    writeFileSync(join(root, 'elsewhere', 'x.json'), 'not ours');
    symlinkSync(join(root, 'elsewhere'), join(path, 'flows'));

    expect(read(path)).to.deep.equal([{ id: 'a' }]);
  });
});
