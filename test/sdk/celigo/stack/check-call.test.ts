import { expect } from 'chai';
import fc from 'fast-check';
import { checkCall, functionNotFound, typeNotFound } from '../../../../sdk/celigo/stack/check-call.ts';

const known = { diy: true, connectorIds: ['65a0000000000000000000d0'] };
const call = { diy: true, type: 'hook', function: 'tidyResponses', options: { responseData: [] } };

/** Codes of the errors of a call, in order. */
function codesOf(body: unknown, modules = known): readonly unknown[] {
  const checked = checkCall(body, modules);
  return checked.status === 'refused' ? checked.errors.map(({ code }) => code) : ['accepted'];
}

describe('checkCall', () => {
  it('accepts a call for the own integrations and reads its fields (C-706)', () => {
    expect(checkCall({ ...call, maxResponseSize: 2_000 }, known)).to.deep.equal({
      status: 'accepted',
      call: {
        connectorId: null,
        type: 'hook',
        functionName: 'tidyResponses',
        options: { responseData: [] },
        maxResponseSize: 2_000,
      },
    });
  });

  it('accepts a call for a connector, without a type, with the default limit of 5 MiB of characters (C-706, C-715)', () => {
    const { diy: _diy, type: _type, ...rest } = call;

    const checked = checkCall({ ...rest, _connectorId: '65a0000000000000000000d0' }, known);

    expect(checked).to.deep.equal({
      status: 'accepted',
      call: {
        connectorId: '65a0000000000000000000d0',
        type: null,
        functionName: 'tidyResponses',
        options: { responseData: [] },
        maxResponseSize: 5_242_880,
      },
    });
  });

  const refused: readonly (readonly [title: string, body: unknown, codes: readonly string[]])[] = [
    ['neither diy nor _connectorId', { ...call, diy: undefined }, ['missing_required_field']],
    ['diy as false and no _connectorId', { ...call, diy: false }, ['missing_required_field']],
    ['a _connectorId that is not known', { ...call, diy: false, _connectorId: 'other' }, ['invalid_field']],
    ['a _connectorId that is no string', { ...call, diy: false, _connectorId: { toString: 'x' } }, ['invalid_field']],
    ['no function', { ...call, function: undefined }, ['missing_required_field']],
    ['an empty function', { ...call, function: '' }, ['missing_required_field']],
    ['a function that is no string', { ...call, function: ['tidyResponses'] }, ['invalid_field']],
    ['no options', { ...call, options: undefined }, ['missing_required_field']],
    ['null as options', { ...call, options: null }, ['missing_required_field']],
    ['nothing at all', {}, ['missing_required_field', 'missing_required_field', 'missing_required_field']],
    ['a list', [], ['missing_required_field', 'missing_required_field', 'missing_required_field']],
    ['null', null, ['missing_required_field', 'missing_required_field', 'missing_required_field']],
    [
      'several faults at once',
      { _connectorId: 'other', function: 5 },
      ['invalid_field', 'invalid_field', 'missing_required_field'],
    ],
  ];
  for (const [title, body, codes] of refused) {
    it(`refuses ${title}: ${codes.join(', ')} (C-712)`, () => {
      expect(codesOf(body)).to.deep.equal(codes);
    });
  }

  it('says that a stack for connectors alone has no module for diy (C-712)', () => {
    expect(codesOf(call, { diy: false, connectorIds: ['65a0000000000000000000d0'] })).to.deep.equal([
      'missing_required_field',
    ]);
  });

  it('takes no field from a key named __proto__ (R-212)', () => {
    const body = JSON.parse('{"__proto__": {"diy": true, "function": "tidyResponses", "options": {}}}');

    expect(codesOf(body)).to.have.length(3);
  });

  it('uses the default limit when maxResponseSize is no positive number (C-715)', () => {
    for (const maxResponseSize of [0, -1, Number.NaN, '10', null, undefined]) {
      const checked = checkCall({ ...call, maxResponseSize }, known);

      expect(checked.status === 'accepted' && checked.call.maxResponseSize).to.equal(5_242_880);
    }
  });

  it('has an answer for any JSON, and never quotes much of it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ minLength: 200 }), (value, long) => {
        const bodies = [value, { ...call, function: value }, { ...call, type: value }, { _connectorId: long }];
        for (const body of bodies) {
          const checked = checkCall(body, known);
          const texts = checked.status === 'refused' ? checked.errors.map(({ message = '' }) => message) : [];
          for (const text of texts) expect(text.length).to.be.below(220);
        }
      }),
    );
  });
});

describe('a function that a stack does not have', () => {
  it('is answered with object_not_found for its type and invalid_function for its name (C-712)', () => {
    expect(typeNotFound('wrapper')).to.deep.equal({
      code: 'object_not_found',
      message: "The stack's module has no functions of the type wrapper.",
    });
    expect(functionNotFound('nope')).to.deep.equal({
      code: 'invalid_function',
      message: "nope is not a function of the stack's module.",
    });
  });
});
