import { expect } from 'chai';
import { makeStyle } from '../../../emulator/terminal/style.ts';

describe('makeStyle', () => {
  const red = '\u001b[31mno\u001b[39m';

  it('paints on a terminal only', () => {
    expect(makeStyle({ isTTY: true }, {}).red('no')).to.equal(red);
    expect(makeStyle({ isTTY: false }, {}).red('no')).to.equal('no');
    expect(makeStyle({}, {}).red('no')).to.equal('no');
  });

  it('does not paint with NO_COLOR, unless it is empty', () => {
    expect(makeStyle({ isTTY: true }, { NO_COLOR: '1' }).red('no')).to.equal('no');
    expect(makeStyle({ isTTY: true }, { NO_COLOR: '0' }).red('no')).to.equal('no');
    expect(makeStyle({ isTTY: true }, { NO_COLOR: '' }).red('no')).to.equal(red);
  });

  it('paints anywhere with FORCE_COLOR, unless it is empty or 0', () => {
    expect(makeStyle({}, { FORCE_COLOR: '1' }).red('no')).to.equal(red);
    expect(makeStyle({}, { FORCE_COLOR: '1', NO_COLOR: '1' }).red('no')).to.equal(red);
    expect(makeStyle({}, { FORCE_COLOR: '0' }).red('no')).to.equal('no');
    expect(makeStyle({}, { FORCE_COLOR: '' }).red('no')).to.equal('no');
  });

  it('has a way to paint each kind of text', () => {
    const { bold, dim, green, yellow, cyan } = makeStyle({ isTTY: true }, {});

    expect([bold('x'), dim('x'), green('x'), yellow('x'), cyan('x')]).to.deep.equal([
      '\u001b[1mx\u001b[22m',
      '\u001b[2mx\u001b[22m',
      '\u001b[32mx\u001b[39m',
      '\u001b[33mx\u001b[39m',
      '\u001b[36mx\u001b[39m',
    ]);
  });
});
