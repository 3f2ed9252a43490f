import { resolve } from 'node:path';
import { expect } from 'chai';
import type { ReplayTarget } from '../../../emulator/replay/replay-options.ts';
import { findTouched, listUnits, scriptsOf } from '../../../emulator/watch/unit.ts';

const hook: ReplayTarget = {
  script: 'a.ts',
  contract: 'celigo/postSubmit',
  recordings: ['1.rec.jsonl', '2.rec.jsonl'],
};
const step: ReplayTarget = {
  step: 'celigo/import',
  stages: { preMap: { script: 'b.ts' }, submit: { url: 'http://127.0.0.1:1/' } },
  recordings: ['3.rec.jsonl'],
};
const sends: ReplayTarget = {
  httpStep: 'patchworks/connector',
  scripts: { response: { file: 'c.js' } },
  recordings: ['4.rec.jsonl'],
};
const units = listUnits([
  { name: 'a', target: hook },
  { name: 'b', target: step },
  { name: 'c', target: sends },
]);
const before = new Map(units.map((unit) => [unit.key, unit]));
const touchedBy = (...files: readonly string[]): readonly string[] =>
  findTouched(units, {
    files: new Set(files.map((file) => resolve(file))),
    before,
    filesOf: (script) => [resolve(script), ...(script === 'a.ts' ? [resolve('lib.ts')] : [])],
  }).map(({ name, recording }) => `${name} ${recording}`);

describe('findTouched', () => {
  const cases: readonly (readonly [title: string, files: readonly string[], touched: readonly string[]])[] = [
    ['a recording touches itself alone', ['2.rec.jsonl'], ['a 2.rec.jsonl']],
    ['a script touches all recordings of its hook', ['a.ts'], ['a 1.rec.jsonl', 'a 2.rec.jsonl']],
    ['an imported file touches those whose script imports it', ['lib.ts'], ['a 1.rec.jsonl', 'a 2.rec.jsonl']],
    ['the script of a stage touches its step', ['b.ts'], ['b 3.rec.jsonl']],
    ['the script of a step that sends touches the step', ['c.js'], ['c 4.rec.jsonl']],
    ['another file touches nothing', ['d.ts'], []],
  ];
  for (const [title, files, touched] of cases) {
    it(title, () => expect(touchedBy(...files)).to.deep.equal(touched));
  }

  it('takes a recording that is new, and a target that is set otherwise', () => {
    const setup = { ...step, timeoutMs: 5 };
    const more = { ...hook, recordings: [...hook.recordings, '5.rec.jsonl'] };
    const now = listUnits([
      { name: 'a', target: more },
      { name: 'b', target: setup },
    ]);
    const touched = findTouched(now, { files: new Set(), before, filesOf: () => [] });

    expect(touched.map(({ recording }) => recording)).to.deep.equal(['5.rec.jsonl', '3.rec.jsonl']);
  });
});

describe('scriptsOf', () => {
  it('gives the scripts of each kind of target, and no endpoint', () => {
    expect([hook, step, sends].map(scriptsOf)).to.deep.equal([['a.ts'], ['b.ts'], ['c.js']]);
  });
});
