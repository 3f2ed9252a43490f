import { expect } from 'chai';
import { retryData } from '../../../../sdk/celigo/sources/retry-data.ts';
import { failureOf, importContext, onlyPage, readWith } from './source-files.ts';

const ruler = { sku: 'RULER-30', qty: 2 };
const entry = { data: ruler, stage: 'import', traceKey: 'AF-1002' };

describe('celigo-retry', () => {
  const forms: readonly (readonly [title: string, value: unknown, origins: readonly object[]])[] = [
    ['one object', entry, [{ stage: 'import', traceKeys: ['AF-1002'] }]],
    ['an array of objects', [entry, { data: [ruler, ruler] }], [{ stage: 'import', traceKeys: ['AF-1002'] }, {}]],
    [
      'a map by retry key',
      { 'rk-9': entry, 'rk-10': { data: ruler, stage: 7, traceKey: null } },
      [
        { retryDataKey: 'rk-9', stage: 'import', traceKeys: ['AF-1002'] },
        { retryDataKey: 'rk-10', stage: 7, traceKeys: [null] },
      ],
    ],
  ];
  for (const [title, value, origins] of forms) {
    it(`takes ${title}, each a page of one record of preMap that keeps its key, stage and trace key (C-540, C-543, C-544)`, () => {
      const [recording] = readWith(retryData, value).recordings;

      expect(recording?.hook).to.equal('preMap');
      expect(recording?.pages.map(({ origin }) => origin)).to.deep.equal(origins);
      expect(recording?.pages.map(({ records }) => records)).to.deep.equal(origins.map(() => 1));
      expect(recording?.pages[0]?.options).to.deep.equal({ data: [ruler], ...importContext() });
    });
  }

  it('makes pages of another hook at the beginning of the step when it is named (C-544)', () => {
    const page = onlyPage(readWith(retryData, entry, { kind: 'inputFilter' }));

    expect(Object(page.options).record).to.deep.equal(ruler);
    expect(page.origin).to.deep.equal({ stage: 'import', traceKeys: ['AF-1002'] });
  });

  it('begins at the stage where retryEntry is "stage" and the stage is a hook that one record is enough for (C-544)', () => {
    const value = [
      { ...entry, stage: 'preSavePageHook' },
      { ...entry, stage: 'postSubmit' },
      { ...entry, stage: 'import' },
    ];

    const reading = readWith(retryData, value, { assume: { retryEntry: 'stage' } });

    expect(reading.recordings.map(({ hook, pages }) => [hook, pages.length])).to.deep.equal([
      ['preSavePage', 1],
      ['preMap', 2],
    ]);
    expect(reading.notes).to.deep.equal([
      {
        rule: 'C-544',
        path: '/1/stage',
        message:
          'the stage "postSubmit" is postSubmit, whose options need more than one record: the record starts at preMap instead',
      },
      {
        rule: 'C-544',
        path: '/2/stage',
        message: 'the stage "import" is no hook that is known (C-543): the record starts at preMap instead',
      },
    ]);
  });

  it('takes the body of the route for the record itself when it is told so (C-541)', () => {
    const page = onlyPage(readWith(retryData, { data: 'mine', stage: 'x' }, { assume: { retryRouteBody: 'record' } }));

    expect(Object(page.options).data).to.deep.equal([{ data: 'mine', stage: 'x' }]);
  });

  it('says which assumptions it leaned on', () => {
    expect(readWith(retryData, entry).leanedOn).to.deep.equal([
      ...['retryEntry', 'retryRouteBody', 'contextProfile', 'importSettingsKey', 'importJobType'],
    ]);
  });

  const bad: readonly (readonly [title: string, value: unknown, path: string, message: RegExp])[] = [
    ['an object without data', { stage: 'import', traceKey: 'AF-1' }, '', /^lacks "data"; expected/],
    ['an entry of a map without data', { 'rk-9': { stage: 'import' } }, '/rk-9', /^lacks "data"; expected/],
    ['an entry that is text', { 'rk/9': 'import' }, '/rk~19', /^is "import"; expected/],
    ['data that is no record', [entry, { data: 5 }], '/1', /^has 5 as "data"; expected/],
    ['an empty map', {}, '', /^holds no retry data/],
    ['an empty array', [], '', /^holds no retry data/],
    ['a number', 7, '', /^is 7; expected an object with "data"/],
  ];
  for (const [title, value, path, message] of bad) {
    it(`refuses ${title}, naming the place (C-544)`, () => {
      const failure = failureOf(retryData, value);

      expect(failure.path).to.equal(path);
      expect(failure.message).to.match(message);
    });
  }

  it('says that newErrorsAndRetryData has the record itself in retryData (C-542)', () => {
    expect(failureOf(retryData, [{ retryData: ruler, errors: [] }]).next).to.deep.equal([
      'In newErrorsAndRetryData "retryData" is the record itself (C-542): write it as "data".',
    ]);
  });

  it('takes a __proto__ in a map for a retry key (R-212)', () => {
    const page = onlyPage(readWith(retryData, '{"__proto__":{"data":{"sku":"X"}}}'));

    expect(page.origin).to.deep.equal({ retryDataKey: '__proto__' });
  });
});
