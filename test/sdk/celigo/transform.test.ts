import { expect } from 'chai';
import { transform } from '../../../sdk/celigo/index.ts';
import { assumptionsOf, brief, judge, judgeInput } from './judge.ts';

const options = { record: { sku: 'pencil-hb', price: '0.40' } };

describe('celigo transform', () => {
  it('returns the new record, or a group of rows (C-270)', () => {
    expect(judge(transform, { options, output: { sku: 'PENCIL-HB' } })).to.deep.equal([]);
    expect(judge(transform, { options, output: [{ line: 1 }] })).to.deep.equal([]);
  });

  it('is refused when it returns nothing, or loses the record with a warning when so chosen (C-281)', () => {
    const [strict] = judge(transform, { options });
    const [lenient] = judge(transform, { options, assume: { transformUndefined: 'drop' } });

    expect(strict).to.deep.equal({
      code: 'bad-shape',
      rule: 'C-281',
      severity: 'error',
      path: '',
      message: 'the transform returned nothing, so nothing can go on; return the record',
    });
    expect(lenient).to.deep.equal({
      ...strict,
      severity: 'warning',
      message:
        'the transform returned nothing, so the record is taken to be dropped (transformUndefined); return the record',
    });
  });

  it('is refused when it returns what is no record, whatever nothing may do (C-270)', () => {
    for (const output of ['PENCIL-HB', 7, true, null]) {
      expect(brief(judge(transform, { options, output, assume: { transformUndefined: 'drop' } }))).to.deep.equal([
        'error bad-shape C-270 (whole)',
      ]);
    }
  });

  it('fails its record alone and stores a throw under its own source (C-008, C-151)', () => {
    const stored = transform.storedError({ name: 'Error', message: 'no price', code: null }, assumptionsOf(transform));

    expect(transform).to.deep.include({ failure: 'record', breachCode: null });
    expect(transform.rules.threw).to.equal('C-008');
    expect(stored.source).to.equal('transformation');
    expect(transform.countRecords(options)).to.equal(1);
  });

  it('is a script and never a stack (C-280)', () => {
    expect(transform.calls.forms).to.equal('return');
  });

  it('refuses a recording with a page in place of the record (C-270)', () => {
    expect(judgeInput(transform, { data: [{}] }).map(({ message }) => message)).to.deep.equal([
      'options lacks record: expected a value, got nothing',
    ]);
  });
});
