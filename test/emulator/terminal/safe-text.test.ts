import { expect } from 'chai';
import { safeText } from '../../../emulator/terminal/safe-text.ts';

describe('safeText', () => {
  it('shows control characters and marks of direction instead of obeying them', () => {
    expect(safeText('a\u001b[2J\u202eb\u0085')).to.equal('a\\x1b[2J\\u202eb\\x85');
  });

  it('keeps line breaks, tabs and every other character', () => {
    expect(safeText('äöü\n\t→ 漢字 🙂')).to.equal('äöü\n\t→ 漢字 🙂');
  });
});
