import { expect } from 'chai';
import { httpRules } from '../../../sdk/http/rules.ts';
import { findRule } from '../../../sdk/platforms.ts';
import { adviseUnproved, findUnproved, idsIn, readTests } from '../rule-coverage.ts';

/** The ids of the reference: from, to. */
const ranges = [
  ['W', 101, 108],
  ['W', 110, 114],
  ['W', 120, 127],
  ['W', 130, 140],
  ['W', 150, 150],
  ['H', 101, 108],
  ['H', 204, 216],
  ['H', 220, 226],
  ['H', 230, 234],
  ['H', 236, 259],
  ['H', 270, 274],
] as const;

describe('the rules about HTTP and signatures', () => {
  it('are those of the reference, each once', () => {
    const expected = ranges.flatMap(([letter, from, to]) =>
      Array.from({ length: to - from + 1 }, (_, index) => `${letter}-${from + index}`),
    );

    expect(httpRules.map(({ id }) => id)).to.have.members(expected);
    expect(httpRules).to.have.lengthOf(expected.length);
  });

  it('are explained under their ids', () => {
    for (const rule of httpRules) expect(findRule(rule.id)).to.equal(rule);
  });

  it('say something in whole sentences, and where it comes from', () => {
    for (const { id, says, source, fix = 'None.', notModelled = 'None.' } of httpRules) {
      expect(says, id).to.match(/^\S[^\n]+\.$/);
      expect(source, id).not.to.equal('');
      expect(fix, id).to.match(/^[^\n]+\S$/);
      expect(notModelled, id).to.match(/^[A-Zh][^\n]+\.$/);
    }
  });

  it('have an option where they are nothing but assumed or unknown and are acted on', () => {
    const silent = httpRules
      .filter(({ marks, notModelled }) => notModelled === undefined && !marks.some(isEvidence))
      .filter(({ option }) => option === undefined);

    expect(silent).to.deep.equal([]);
  });

  it('are each cited by a test, but for those that are not modelled', () => {
    const texts = readTests(import.meta.filename);
    const unproved = findUnproved(httpRules, [...idsIn('W', texts), ...idsIn('H', texts)]);

    expect(unproved, adviseUnproved(unproved)).to.deep.equal([]);
  });
});

function isEvidence(mark: string): boolean {
  return mark !== 'assumed' && mark !== 'unknown';
}
