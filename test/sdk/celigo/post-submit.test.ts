import { expect } from 'chai';
import { postSubmit } from '../../../sdk/celigo/index.ts';
import type { Assumptions, Issue, Thrown } from '../../../sdk/contract.ts';

type Item = { statusCode: 200; errors: [] };

const defaults: Assumptions = Object.fromEntries(
  Object.entries(postSubmit.assumptions).map(([name, assumption]) => [name, assumption.default]),
);

const items = (count: number): Item[] => Array.from({ length: count }, () => ({ statusCode: 200, errors: [] }));

const page = (sizes: { readonly preMapData: number; readonly postMapData: number; readonly responseData: number }) => ({
  preMapData: items(sizes.preMapData),
  postMapData: items(sizes.postMapData),
  responseData: items(sizes.responseData),
});

function check(given: number, returned: number): readonly Issue[] {
  const options = page({ preMapData: given, postMapData: given, responseData: given });
  return postSubmit.checks.flatMap((one) => one.run(items(returned), postSubmit.facts(options, {}), defaults));
}

function checkInput(sizes: Parameters<typeof page>[0], assumptions: Assumptions = defaults): readonly Issue[] {
  return postSubmit.inputChecks.flatMap((one) => one.run(page(sizes), null, assumptions));
}

describe('celigo postSubmit checks', () => {
  it('accept a result with one element for each record', () => {
    expect(check(20, 20)).to.deep.equal([]);
    expect(check(0, 0)).to.deep.equal([]);
  });

  it('report a result that lost an element, which the platform hardly tells (C-854)', () => {
    expect(check(20, 19)).to.deep.equal([
      {
        code: 'length-changed',
        rule: 'C-005',
        severity: 'error',
        path: '',
        message:
          'returned 19 elements for 20 records; postSubmit must return one element for each record, in the same order',
      },
    ]);
  });

  it('warn of a status that has no effect, as the record stays ignored (C-246)', () => {
    const options = page({ preMapData: 4, postMapData: 4, responseData: 4 });
    const given = { statusCode: 200 as const, errors: [], ignored: true };
    const facts = postSubmit.facts({ ...options, responseData: [given, given, given, { statusCode: 200 }] }, {});
    const failed = { statusCode: 422 as const, errors: [] };
    const output = [{ ...failed, ignored: true }, { ...failed, ignored: false }, given, failed];

    const issues = postSubmit.checks.flatMap((one) => one.run(output, facts, defaults));

    expect(issues.map(({ code, rule, severity, path }) => [code, rule, severity, path])).to.deep.equal([
      ['no-effect', 'C-246', 'warning', '/0/statusCode'],
    ]);
    expect(issues[0]?.message).to.match(/^result\[0\] is given statusCode 422 and stays ignored/);
  });

  it('report a result that gained one, in the singular where it fits', () => {
    expect(check(0, 1).map((issue) => issue.message)).to.deep.equal([
      'returned 1 element for 0 records; postSubmit must return one element for each record, in the same order',
    ]);
  });

  it('compare with the page as it came in, although the hook edits responseData in place', () => {
    const options = page({ preMapData: 3, postMapData: 3, responseData: 3 });
    const facts = postSubmit.facts(options, {});

    options.responseData.length = 2;
    const issues = postSubmit.checks.flatMap((one) => one.run(options.responseData, facts, defaults));

    expect(issues.map((issue) => issue.code)).to.deep.equal(['length-changed']);
  });
});

describe('celigo postSubmit input checks', () => {
  it('accept three arrays of one length', () => {
    expect(checkInput({ preMapData: 2, postMapData: 2, responseData: 2 })).to.deep.equal([]);
  });

  it('name the array whose length is the odd one', () => {
    expect(checkInput({ preMapData: 2, postMapData: 1, responseData: 2 })).to.deep.equal([
      {
        code: 'bad-recording',
        rule: 'C-248',
        severity: 'error',
        path: '/postMapData',
        message:
          'preMapData has 2 elements, postMapData has 1 element, responseData has 2 elements; the three must be equally long, one element for each record: record the page again, or set droppedRecordsInResponseData to false',
      },
    ]);
  });

  it('name none when all three differ', () => {
    const issues = checkInput({ preMapData: 1, postMapData: 2, responseData: 3 });

    expect(issues.map((issue) => issue.path)).to.deep.equal(['']);
  });

  it('let the lengths differ when dropped records are said to have no element', () => {
    const assumptions = { ...defaults, droppedRecordsInResponseData: false };

    expect(checkInput({ preMapData: 3, postMapData: 2, responseData: 2 }, assumptions)).to.deep.equal([]);
  });
});

describe('celigo postSubmit storedError', () => {
  const thrown: Thrown = { name: 'TypeError', message: 'no items', code: null };

  it('stores the code of an error, or its name when it has none, and the source of the hook (C-150)', () => {
    expect(postSubmit.storedError(thrown, defaults)).to.deep.equal({
      code: 'TypeError',
      message: 'no items',
      source: 'post_submit_hook',
    });
    expect(postSubmit.storedError({ ...thrown, code: 'NO_ITEMS' }, defaults).code).to.equal('NO_ITEMS');
    expect(postSubmit.storedError({ ...thrown, code: '' }, defaults).code).to.equal('TypeError');
  });

  it('leaves the code empty when it is said to be the same for all errors', () => {
    const assumptions = { ...defaults, thrownErrorCode: 'fixed' };

    expect(postSubmit.storedError(thrown, assumptions)).to.include({ code: '', message: 'no items' });
  });
});

describe('celigo postSubmit assumptions', () => {
  it('say how a pipeline reads its result, and do not change the verdict on the result alone (C-245, C-246)', () => {
    expect(postSubmit.assumptions).to.deep.include({
      rereadResponseData: { rule: 'C-245', default: true },
      postSubmitOutcome: { rule: 'C-246', default: 'ignoredFirst', choices: ['ignoredFirst', 'statusFirst'] },
    });
    const assumptions = { ...defaults, rereadResponseData: false, postSubmitOutcome: 'statusFirst' };
    const options = page({ preMapData: 1, postMapData: 1, responseData: 1 });
    const issues = postSubmit.checks.flatMap((one) => one.run(items(1), postSubmit.facts(options, {}), assumptions));

    expect(issues).to.deep.equal([]);
  });
});

describe('celigo postSubmit calls', () => {
  it('awaits a promise only when the assumption says so', () => {
    expect(postSubmit.calls.awaits(defaults)).to.equal(false);
    expect(postSubmit.calls.awaits({ ...defaults, asyncResult: 'await' })).to.equal(true);
  });
});

describe('celigo postSubmit countRecords', () => {
  it('counts the elements of responseData', () => {
    expect(postSubmit.countRecords(page({ preMapData: 4, postMapData: 4, responseData: 4 }))).to.equal(4);
  });

  it('counts a group as one record, however many rows it has (C-402)', () => {
    const groups = [[{ sku: 'PENCIL-HB' }, { sku: 'ERASER-S' }], [{ sku: 'RULER-30' }]];

    const options = { preMapData: groups, postMapData: groups, responseData: items(2) };
    expect(postSubmit.countRecords(options)).to.equal(2);
  });
});
