import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { askYesNo, canAsk } from '../../../emulator/terminal/ask.ts';

/** A terminal that types an answer. */
function makeTerminal(typed: string | null): {
  readonly input: PassThrough & { isTTY?: boolean };
  readonly output: PassThrough & { isTTY?: boolean };
} {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  if (typed === null) input.end();
  else input.write(typed);
  return { input, output };
}

describe('askYesNo', () => {
  const cases: readonly (readonly [title: string, typed: string | null, answer: string])[] = [
    ['y', 'y\n', 'yes'],
    ['Yes', ' Yes \n', 'yes'],
    ['n', 'n\n', 'no'],
    ['nothing but the line break', '\n', 'no'],
    ['another word', 'yesterday\n', 'no'],
    ['the end of the input', null, 'no'],
    ['Control-C', '\u0003', 'interrupted'],
  ];
  for (const [title, typed, answer] of cases) {
    it(`takes ${title} for ${answer}`, async () => {
      const terminal = makeTerminal(typed);

      expect(await askYesNo('Write it?', terminal)).to.equal(answer);
      expect(String(terminal.output.read())).to.include('Write it? [y/N] ');
    });
  }

  it('can ask only where both ends are a terminal', () => {
    const { input, output } = makeTerminal('y\n');

    expect(canAsk({ input, output })).to.equal(true);
    expect(canAsk({ input: new PassThrough(), output })).to.equal(false);
    expect(canAsk({ input, output: new PassThrough() })).to.equal(false);
  });
});
