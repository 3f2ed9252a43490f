import { expect } from 'chai';
import { wrapperExport, wrapperImport, wrapperPing } from '../../../sdk/celigo/index.ts';
import type { AnyContract } from '../../../sdk/contract.ts';
import { brief, judge, judgeInput } from './judge.ts';

const rows: readonly (readonly [contract: AnyContract, rule: string, names: readonly string[]])[] = [
  [wrapperPing, 'C-305', ['wrapperPing', 'ping']],
  [wrapperExport, 'C-306', ['wrapperExport', 'export']],
  [wrapperImport, 'C-308', ['wrapperImport', 'import']],
];

for (const [contract, rule, names] of rows) {
  describe(`celigo ${contract.hook}`, () => {
    it('is a stack and never a script, and fails its call (C-004)', () => {
      expect(contract.calls.forms).to.equal('callback');
      expect(contract.failure).to.equal('call');
      expect(contract.rules).to.include({ threw: rule, shape: rule });
    });

    it('is looked for by its own name and by that of the platform', () => {
      expect(contract.calls.defaultNames).to.deep.equal(names);
    });
  });
}

describe('celigo wrapperPing', () => {
  const options = { connection: { unencrypted: { host: 'erp.example' }, encrypted: { key: 'k' } } };

  it('says 200 for online and 401 for offline (C-011, C-305)', () => {
    const offline = { statusCode: 401, errors: [{ code: 'bad_key', message: 'key refused' }] };

    expect(judge(wrapperPing, { options, output: { statusCode: 200 } })).to.deep.equal([]);
    expect(judge(wrapperPing, { options, output: offline })).to.deep.equal([]);
    expect(judge(wrapperPing, { options, output: { statusCode: 403 } }).map(({ message }) => message)).to.deep.equal([
      'result.statusCode must be 200 or 401, got a number (403)',
    ]);
  });
});

describe('celigo wrapperExport', () => {
  const options = { type: 'delta', delta: { dateField: 'updated', lastExecutionTime: 1_772_496_000_000 } };

  it('gives a page and says how to go on (C-306)', () => {
    expect(
      judge(wrapperExport, { options, output: { data: [{}], errors: [], lastPage: false, state: { page: 2 } } }),
    ).to.deep.equal([]);
  });

  it('is refused without records, unless the connection is offline (C-306)', () => {
    expect(judge(wrapperExport, { options, output: { records: [{}], lastPage: true } })).to.deep.equal([
      {
        code: 'bad-shape',
        rule: 'C-306',
        severity: 'error',
        path: '',
        message: 'result lacks data; return the records of the page as data, [] when there are none',
      },
    ]);
    expect(judge(wrapperExport, { options, output: { connectionOffline: true } })).to.deep.equal([]);
    expect(brief(judge(wrapperExport, { options, output: { connectionOffline: false } }))).to.deep.equal([
      'error bad-shape C-306 (whole)',
    ]);
  });

  it('is refused for a list, for nothing, and for lastPage as text (C-306)', () => {
    expect(brief(judge(wrapperExport, { options, output: [{}] }))).to.deep.equal(['error bad-shape C-306 (whole)']);
    expect(brief(judge(wrapperExport, { options }))).to.deep.equal(['error bad-shape C-306 (whole)']);
    expect(brief(judge(wrapperExport, { options, output: { data: [], lastPage: 'true' } }))).to.deep.equal([
      'error bad-shape C-306 /lastPage',
    ]);
  });
});

describe('celigo wrapperImport', () => {
  const options = { preMapData: [{}, {}], postMapData: [{ sku: 'A' }, { sku: 'B' }] };

  it('keeps the number of records (C-308)', () => {
    expect(judge(wrapperImport, { options, output: [{ statusCode: 200 }] })).to.deep.equal([
      {
        code: 'length-changed',
        rule: 'C-308',
        severity: 'error',
        path: '',
        message:
          'returned 1 element for 2 records; the import of a wrapper must return one element for each record, in the same order',
      },
    ]);
  });

  it('may say partial success, and 401 for offline but not 403 (C-011, C-308, C-309)', () => {
    const partly = { statusCode: 200, id: 7, errors: [{ code: 'NO_IMAGE', message: 'image was left out' }] };

    expect(judge(wrapperImport, { options, output: [partly, { statusCode: 401 }] })).to.deep.equal([]);
    expect(brief(judge(wrapperImport, { options, output: [partly, { statusCode: 403 }] }))).to.deep.equal([
      'error bad-shape C-308 /1/statusCode',
    ]);
  });

  it('counts the records that are submitted, and refuses a recording without them (C-308)', () => {
    expect(wrapperImport.countRecords(options)).to.equal(2);
    expect(brief(judgeInput(wrapperImport, { preMapData: [] }))).to.deep.equal(['error bad-recording C-308 (whole)']);
  });
});
