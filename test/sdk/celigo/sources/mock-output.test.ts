import { expect } from 'chai';
import { mockOutput } from '../../../../sdk/celigo/sources/mock-output.ts';
import { exportContext, failureOf, importContext, onlyPage, readWith } from './source-files.ts';

const pencil = { sku: 'PENCIL-HB', qty: 4 };
const ruler = { sku: 'RULER-30', qty: 2 };
const mockOf = (...records: readonly unknown[]): object => ({ page_of_records: records.map((record) => ({ record })) });

describe('celigo-mock', () => {
  it('makes one page of preSavePage of page_of_records (C-535, C-201)', () => {
    const reading = readWith(mockOutput, mockOf(pencil, ruler));

    expect(reading.recordings.map(({ hook, step }) => ({ hook, step }))).to.deep.equal([
      { hook: 'preSavePage', step: null },
    ]);
    expect(onlyPage(reading)).to.deep.equal({
      options: { data: [pencil, ruler], errors: [], pageIndex: 0, ...exportContext() },
      records: 2,
    });
    expect(reading).to.deep.include({ notes: [], leanedOn: ['contextProfile'] });
  });

  it('makes one page of preMap, or a page for each record of a record-level hook (C-536)', () => {
    expect(onlyPage(readWith(mockOutput, mockOf(pencil, ruler), { kind: 'preMap' }))).to.deep.equal({
      options: { data: [pencil, ruler], ...importContext() },
      records: 2,
    });
    const pages = readWith(mockOutput, mockOf(pencil, ruler), { kind: 'transform' }).recordings[0]?.pages ?? [];
    expect(pages.map(({ options, records }) => [Object(options).record, records])).to.deep.equal([
      [pencil, 1],
      [ruler, 1],
    ]);
  });

  it('takes grouped rows for one record, unless mockRecordArrays is false (C-211, C-536)', () => {
    const grouped = mockOf([pencil, ruler]);

    const reading = readWith(mockOutput, grouped);

    expect(Object(onlyPage(reading).options).data).to.deep.equal([[pencil, ruler]]);
    expect(reading.leanedOn).to.include('mockRecordArrays');
    expect(failureOf(mockOutput, grouped, { assume: { mockRecordArrays: false } })).to.deep.equal({
      path: '/page_of_records/0/record',
      message: 'is an array; expected an object (C-536)',
      next: ['Take grouped rows with --assume mockRecordArrays=true.'],
    });
  });

  it('warns of more than 10 records or 1 MB and takes them, unless strictMockLimits is true (C-537)', () => {
    const many = mockOf(...Array.from({ length: 11 }, () => pencil));
    const large = mockOf({ text: 'x'.repeat(1024 * 1024) });

    expect(readWith(mockOutput, many).notes).to.deep.equal([
      {
        rule: 'C-537',
        path: '',
        message: 'the mock output holds 11 records, the platform takes 10; everything was taken',
      },
    ]);
    expect(onlyPage(readWith(mockOutput, many)).records).to.equal(11);
    expect(readWith(mockOutput, large).notes[0]?.message).to.match(/^the mock output has 10486\d\d bytes/);
    expect(failureOf(mockOutput, many, { assume: { strictMockLimits: true } }).message).to.equal(
      'holds 11 records, the platform takes 10 (C-535)',
    );
    expect(readWith(mockOutput, mockOf(...Array.from({ length: 10 }, () => pencil))).notes).to.deep.equal([]);
  });

  it('refuses an element without record, with its index (C-535)', () => {
    expect(failureOf(mockOutput, { page_of_records: [{ record: pencil }, { sku: 'PENCIL-HB' }] })).to.deep.equal({
      path: '/page_of_records/1',
      message: 'has no "record"; expected {"record": …} as element 1 of page_of_records (C-535)',
      next: ['Wrap each record: {"record": {…}}.'],
    });
    expect(failureOf(mockOutput, { page_of_records: [null] }).message).to.match(/^is null; expected \{"record": …\}/);
    expect(failureOf(mockOutput, { page_of_records: [{ record: 'x' }] })).to.deep.include({
      path: '/page_of_records/0/record',
      message: 'is "x"; expected an object, or an array of grouped rows (C-536)',
    });
  });

  it('refuses what is no mock output', () => {
    expect(failureOf(mockOutput, [{ record: pencil }]).message).to.match(/^is an array; expected \{"page_of_records"/);
    expect(failureOf(mockOutput, { records: [] }).message).to.match(/^has nothing as "page_of_records"/);
    expect(failureOf(mockOutput, '{"__proto__":{"page_of_records":[]}}').message).to.match(/^has nothing as/);
    expect(failureOf(mockOutput, { page_of_records: [] }).message).to.match(/^holds no record/);
  });

  it('keeps a record without a prototype of its own making (R-212)', () => {
    const { options } = onlyPage(readWith(mockOutput, '{"page_of_records":[{"record":{"__proto__":{"x":1}}}]}'));

    expect(JSON.stringify(Object(options).data)).to.equal('[{"__proto__":{"x":1}}]');
  });
});
