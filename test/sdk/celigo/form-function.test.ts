import { expect } from 'chai';
import { changeEdition, formInit, initChild, installStep, preSave, update } from '../../../sdk/celigo/index.ts';
import type { AnyContract } from '../../../sdk/contract.ts';
import { assumptionsOf, brief, judge, judgeInput } from './judge.ts';

/** A function, the rule of its contract, options of it, and whether it must return an object. */
type Row = readonly [contract: AnyContract, rule: string, options: object, returns: 'object' | 'nothing'];

const rows: readonly Row[] = [
  [formInit, 'C-295', { resource: { settingsForm: { form: {} } }, license: {}, sandbox: false }, 'object'],
  [preSave, 'C-296', { newResource: { name: 'Items ' }, oldResource: { name: 'Items' }, sandbox: false }, 'object'],
  [installStep, 'C-297', { formSubmission: { region: 'north' }, resource: {}, license: {} }, 'nothing'],
  [initChild, 'C-298', { parentIntegration: { name: 'Alder base' }, parentLicense: {} }, 'object'],
  [update, 'C-299', { resource: {}, license: {} }, 'nothing'],
  [changeEdition, 'C-300', { fromEdition: 'basic', toEdition: 'plus', integration: {}, license: {} }, 'nothing'],
];

for (const [contract, rule, options, returns] of rows) {
  describe(`celigo ${contract.hook}`, () => {
    it(`takes the options of ${rule}`, () => {
      expect(judgeInput(contract, options)).to.deep.equal([]);
    });

    it('fails its call when it throws, shown to the person who waits and stored under no source (C-301)', () => {
      const thrown = { name: 'Error', message: 'name is reserved', code: null };

      expect(contract.failure).to.equal('call');
      expect(contract.rules.threw).to.equal('C-301');
      expect(contract.storedError(thrown, assumptionsOf(contract))).to.deep.equal({
        code: 'Error',
        message: 'name is reserved',
      });
    });

    it('is called in both forms, as stacks have it too (C-004)', () => {
      expect(contract.calls.forms).to.equal('both');
      expect(contract.calls.defaultNames).to.deep.equal([contract.hook]);
    });

    if (returns === 'object') {
      it(`returns an object, and is refused for nothing, a list or a text (${rule})`, () => {
        expect(judge(contract, { options, output: {} })).to.deep.equal([]);
        expect(judge(contract, { options }).map(({ message }) => message)).to.deep.equal([
          'result must be an object, got nothing',
        ]);
        for (const output of [undefined, null, [{}], 'Items']) {
          expect(brief(judge(contract, { options, output }))).to.deep.equal([`error bad-shape ${rule} (whole)`]);
        }
      });
    } else {
      it(`returns nothing, and is warned that nobody reads what it returns (${rule})`, () => {
        for (const output of [undefined, null]) expect(judge(contract, { options, output })).to.deep.equal([]);
        for (const output of [{}, 'done']) {
          expect(brief(judge(contract, { options, output }))).to.deep.equal([`warning no-effect ${rule} (whole)`]);
        }
      });
    }
  });
}
