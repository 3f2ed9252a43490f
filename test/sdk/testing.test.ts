import { Ajv } from 'ajv';
import { expect } from 'chai';
import { lookupItem, responseItem, storedError } from '../../sdk/celigo/element-builders.ts';
import { postResponseMap, postSubmit, preMap, preSavePage, transform } from '../../sdk/celigo/index.ts';
import type { AnyContract } from '../../sdk/contract.ts';
import { responseScript } from '../../sdk/patchworks/index.ts';
import { responseInput } from '../../sdk/patchworks/response-input.ts';
import { platforms } from '../../sdk/platforms.ts';
import { page } from '../../sdk/testing.ts';

const ajv = new Ajv({ strict: false, allErrors: true });
const everyContract: readonly AnyContract[] = Object.values(platforms).flatMap(({ hooks }) => hooks);

/** What keeps options from being those of a contract: its schema, then its input checks. */
function faultsOf(contract: AnyContract, options: unknown): readonly unknown[] {
  const validate = ajv.compile(contract.input);
  if (!validate(options)) return validate.errors ?? [];
  const assumptions = Object.fromEntries(
    Object.entries(contract.assumptions).map(([name, { default: preset }]) => [name, preset]),
  );
  return contract.inputChecks.flatMap((check) => check.run(options, null, assumptions));
}

describe('page', () => {
  for (const contract of everyContract) {
    const name = `${contract.platform}/${contract.hook}`;
    const counts = contract.recordArrays === undefined ? [undefined] : [undefined, 0, 1, 20];
    for (const count of counts) {
      it(`builds what ${name} takes${count === undefined ? '' : `, with ${count} records`}`, () => {
        const built = page(name, count);

        expect(faultsOf(contract, built)).to.deep.equal([]);
        if (contract.recordArrays !== undefined) expect(contract.countRecords(built)).to.equal(count ?? 1);
        expect(page(contract, count)).to.deep.equal(built);
      });
    }
  }

  it('names every array that has an element for each record', () => {
    const counting = everyContract.filter((contract) => {
      const counts = contract.examples.input.map(({ value }) => contract.countRecords(value));
      return new Set(counts).size > 1;
    });

    expect(everyContract.filter(({ recordArrays }) => recordArrays !== undefined)).to.deep.equal(counting);
  });

  it('takes values in place of those of the example, and leaves the rest of it', () => {
    const built = page(preSavePage, 2, { pageIndex: 7, errors: [] });

    expect(built.pageIndex).to.equal(7);
    expect(built.errors).to.deep.equal([]);
    expect(built.data).to.have.lengthOf(2);
    expect(built.settings).to.deep.equal(page(preSavePage).settings);
  });

  it('makes elements with a function', () => {
    const built = page(postSubmit, 3, {
      preMapData: (index) => ({ id: index }),
      responseData: (index) => responseItem({ id: `n-${index}` }),
    });

    expect(built.preMapData).to.deep.equal([{ id: 0 }, { id: 1 }, { id: 2 }]);
    expect(built.responseData.map(({ id }) => id)).to.deep.equal(['n-0', 'n-1', 'n-2']);
    expect(built.postMapData).to.have.lengthOf(3);
  });

  it('has as many records as an array that is given', () => {
    const built = page(postSubmit, undefined, { responseData: [responseItem(), responseItem()] });

    expect([built.preMapData.length, built.postMapData.length, built.responseData.length]).to.deep.equal([2, 2, 2]);
  });

  it('gives a new page each time, whose records are apart from one another', () => {
    const built = page(postSubmit, 2);
    const [first] = built.responseData;
    if (first !== undefined) first.statusCode = 422;

    expect(built.responseData[1]?.statusCode).to.equal(200);
    expect(page(postSubmit, 2).responseData[0]?.statusCode).to.equal(200);
    expect(postSubmit.examples.input[0]?.value).to.have.nested.property('responseData[0].statusCode', 200);
  });

  it('keeps what is given apart from the page', () => {
    const given = [{ sku: 'A' }];
    const built = page(preMap, 1, { data: given });
    built.data[0] = { sku: 'B' };

    expect(given).to.deep.equal([{ sku: 'A' }]);
  });

  const wrong: readonly (readonly [title: string, build: () => unknown, error: ErrorConstructor, message: RegExp])[] = [
    [
      'a slip in a name',
      () => page('celigo/postsubmit'),
      TypeError,
      /^there is no hook called "celigo\/postsubmit"; there is celigo\/postSubmit$/,
    ],
    ['another platform', () => page('boomi/map'), TypeError, /^there is no hook called "boomi\/map"; there is celigo/],
    ['a hook of no platform', () => page('celigo/'), TypeError, /there is celigo\/transform, /],
    ['a number below 0', () => page(preMap, -1), RangeError, /^a page has a whole number of records from 0, got -1$/],
    ['half a record', () => page(preMap, 0.5), RangeError, /got 0\.5$/],
    [
      'many records for a hook of one',
      () => page(transform, 20),
      RangeError,
      /^celigo\/transform is not called for a page of records, so there is none of 20; leave it out$/,
    ],
    [
      'an array of another length',
      () => page(postSubmit, 3, { preMapData: [{}] }),
      TypeError,
      /^preMapData has 1 element for 3 records; give one for each record, or a function that makes it$/,
    ],
    [
      'two arrays of different lengths',
      () => page(postSubmit, undefined, { preMapData: [{}], postMapData: [{}, {}] }),
      TypeError,
      /^postMapData has 2 elements for 1 record;/,
    ],
    [
      'a function for what is no such array',
      () => page('celigo/preMap', 1, { settings: () => ({}) }),
      TypeError,
      /^settings of celigo\/preMap is no array of one element a record \(those are data\); give a value$/,
    ],
  ];
  for (const [title, build, error, message] of wrong) {
    it(`refuses ${title}`, () => {
      expect(build).to.throw(error, message);
    });
  }
});

describe('builders of parts', () => {
  it('build elements that the contracts take', () => {
    const own = responseItem({ statusCode: 422, errors: [storedError({ code: 'E-1' })] });

    expect(own).to.deep.include({ statusCode: 422, ignored: false });
    expect(own.errors?.[0]).to.deep.include({ code: 'E-1', source: 'application' });
    expect(faultsOf(postSubmit, page(postSubmit, 1, { responseData: [own] }))).to.deep.equal([]);
    const looked = lookupItem({ data: [] });
    expect(looked.data).to.deep.equal([]);
    expect(faultsOf(postResponseMap, page(postResponseMap, 1, { responseData: [looked] }))).to.deep.equal([]);
  });

  it('build what a response script is passed, with the body as payload', () => {
    const input = responseInput({ status: 503, body: { error: 'busy' }, meta: { cursor: 'c-1' } });

    expect(input.response).to.deep.include({ status: 503, body: '{"error":"busy"}' });
    expect(input.payload).to.equal('{"error":"busy"}');
    expect(input.meta).to.deep.equal({ cursor: 'c-1' });
    expect(responseInput({ body: '<html>', payload: null })).to.deep.include({ payload: null });
    expect(responseInput({ body: '<html>' }).response.body).to.equal('<html>');
    for (const one of [input, responseInput(), responseInput({ headers: {} })]) {
      expect(faultsOf(responseScript, one)).to.deep.equal([]);
    }
  });
});
