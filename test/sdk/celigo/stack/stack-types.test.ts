import { expect } from 'chai';
import { partOfType, stackTypeOf } from '../../../../sdk/celigo/stack/stack-types.ts';

describe('the types of a stack', () => {
  it('name the parts of a module by their plural, installer and uninstaller as they are (C-707)', () => {
    const types = ['hook', 'wrapper', 'setting', 'utility', 'installer', 'uninstaller', 'constructor'];

    expect(types.map(partOfType)).to.deep.equal([
      'hooks',
      'wrappers',
      'settings',
      'utilities',
      'installer',
      'uninstaller',
      'constructor',
    ]);
  });

  it('sort the kinds of hooks as the 1.0 contract does, and leave the others without a type (C-706)', () => {
    const kinds = ['postSubmit', 'wrapperPing', 'persistSettings', 'connectorInstaller', 'preUninstall', 'formInit'];

    expect(kinds.map(stackTypeOf)).to.deep.equal(['hook', 'wrapper', 'setting', 'installer', 'uninstaller', null]);
  });
});
