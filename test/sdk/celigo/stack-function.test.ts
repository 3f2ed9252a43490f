import { expect } from 'chai';
import {
  connectorInstaller,
  getMappingMetadata,
  integrationInstaller,
  persistSettings,
  preUninstall,
  refreshMetadata,
  uninstaller,
} from '../../../sdk/celigo/index.ts';
import type { AnyContract } from '../../../sdk/contract.ts';
import { brief, judge, judgeInput } from './judge.ts';

const all: readonly AnyContract[] = [
  connectorInstaller,
  integrationInstaller,
  preUninstall,
  uninstaller,
  persistSettings,
  refreshMetadata,
  getMappingMetadata,
];

for (const contract of all) {
  describe(`celigo ${contract.hook} of the 1.0 contract (C-302)`, () => {
    it('is a stack and never a script, and fails its call', () => {
      expect(contract.calls).to.deep.include({ forms: 'callback', defaultNames: [contract.hook] });
      expect(contract.failure).to.equal('call');
      expect(contract.rules).to.include({ threw: 'C-302', shape: 'C-302' });
    });

    it('takes any object as options, whose names are not known', () => {
      expect(judgeInput(contract, { anything: 1 })).to.deep.equal([]);
      expect(brief(judgeInput(contract, [1]))).to.deep.equal(['error bad-recording C-302 (whole)']);
    });
  });
}

for (const contract of [connectorInstaller, integrationInstaller]) {
  describe(`celigo ${contract.hook}`, () => {
    it('calls back with success and the steps to update (C-302)', () => {
      const judgeResult = (output: unknown) => brief(judge(contract, { options: {}, output }));

      expect(judgeResult({ success: true, stepsToUpdate: [] })).to.deep.equal([]);
      expect(judgeResult({ stepsToUpdate: [] })).to.deep.equal(['error bad-shape C-302 (whole)']);
      expect(judgeResult({ success: true, stepsToUpdate: {} })).to.deep.equal(['error bad-shape C-302 /stepsToUpdate']);
      expect(judgeResult(undefined)).to.deep.equal(['error bad-shape C-302 (whole)']);
    });
  });
}

describe('celigo persistSettings', () => {
  it('calls back with success and what is pending (C-302)', () => {
    const judgeResult = (output: unknown) => brief(judge(persistSettings, { options: {}, output }));

    expect(judgeResult({ success: true, pending: {} })).to.deep.equal([]);
    expect(judgeResult({ success: 'yes' })).to.deep.equal(['error bad-shape C-302 /success']);
    expect(judgeResult({ success: true, pending: [] })).to.deep.equal(['error bad-shape C-302 /pending']);
  });
});

describe('celigo stack functions whose result is not documented', () => {
  it('may call back with anything (C-302)', () => {
    for (const contract of [preUninstall, uninstaller, refreshMetadata, getMappingMetadata]) {
      expect(judge(contract, { options: {} })).to.deep.equal([]);
      expect(judge(contract, { options: {}, output: { fields: [] } })).to.deep.equal([]);
    }
  });
});
