import { expect } from 'chai';
import { httpStepValidators } from '#http-step-validators';
import { explainShape, suggestKey } from '../../../emulator/delivery/explain-shape.ts';

/** What is said of a workflow of Shopify Flow with these steps. */
function explain(...steps: readonly object[]): string {
  const validate = httpStepValidators['shopify-flow/workflow']?.setup;
  expect(validate?.({ steps })).to.equal(false);
  return explainShape(validate?.errors ?? [], 'setup');
}

describe('explainShape', () => {
  const send = { kind: 'sendHttpRequest', method: 'Post', url: 'https://a.example/' };

  it('speaks of the kind of step that is meant, not of the others', () => {
    expect(explain({ kind: 'parse', from: 'sendHttpRequest' })).to.match(/^setup\.steps\[0\].*'as'/);
    expect(explain(send, { kind: 'wait', ms: 'soon' })).to.match(/^setup\.steps\[1\]\.ms must be integer/);
    expect(explain(send, { ...send, methd: 'Post' })).to.equal('setup.steps[1] has an unknown key "methd"');
    expect(explain(send, { ...send, method: 'POST' })).to.match(/^setup\.steps\[1\]\.method must be one of "Get", /);
  });

  it('suggests the key that was meant, among those of the place where it stands', () => {
    const suggestFor = (...steps: readonly object[]): string | undefined => {
      const validate = httpStepValidators['shopify-flow/workflow']?.setup;
      validate?.({ steps });
      return suggestKey(validate?.errors ?? [], httpStepValidators['shopify-flow/workflow']?.schemas.setup);
    };

    expect(suggestFor(send, { ...send, methd: 'Post' })).to.equal('Did you mean "method"?');
    expect(suggestFor({ ...send, headers: [{ key: 'A', value: 'b', zzzzzzzz: 1 }] })).to.equal(
      'Known are: key, value.',
    );
    expect(suggestFor(send, { kind: 'wait' })).to.equal('Known are: kind, ms.');
    expect(suggestFor({ kind: 'wait', ms: 'soon' })).to.equal(undefined);
  });

  it('names the kinds that there are, when it is none of them', () => {
    expect(explain(send, { ...send, kind: 'sendHttpRequst' })).to.equal(
      'setup.steps[1].kind must be one of "sendHttpRequest", "wait", "parse"',
    );
  });
});
