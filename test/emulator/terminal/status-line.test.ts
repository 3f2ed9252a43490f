import { expect } from 'chai';
import { readKeys } from '../../../emulator/terminal/keys.ts';
import { makeStatusLine } from '../../../emulator/terminal/status-line.ts';

/** A status line, and what it wrote on both streams. */
function useLine(isLive: boolean, columns = 40) {
  const written: string[] = [];
  const stream = { columns, write: (text: string) => written.push(text) };
  return { line: makeStatusLine({ results: stream, talk: stream, isLive }), written };
}

describe('makeStatusLine', () => {
  it('stays below what is printed, and is cut to the width of the terminal', () => {
    const { line, written } = useLine(true);
    line.show('running a', '1/2 pages');
    line.print('page 1\n');
    line.show('waiting for changes with words that are too many');
    line.hide();

    expect(written).to.deep.equal([
      '\r\u001b[Krunning a 1/2 pages',
      '\r\u001b[K',
      'page 1\n',
      '\r\u001b[Krunning a 1/2 pages',
      '\r\u001b[Kwaiting for changes with words that ar…',
      '\r\u001b[K',
    ]);
  });

  it('is a line of its own without a terminal, once for each status', () => {
    const { line, written } = useLine(false);
    line.show('running a', '1/2 pages');
    line.show('running a', '2/2 pages');
    line.print('page 1\n');
    line.show('waiting');
    line.hide();

    expect(written).to.deep.equal(['running a\n', 'page 1\n', 'waiting\n']);
  });
});

describe('readKeys', () => {
  it('gives each key, no arrows, and nothing while it is suspended', () => {
    const pressed: string[] = [];
    const modes: boolean[] = [];
    let listen: ((chunk: string) => void) | null = null;
    const keys = readKeys(
      {
        setRawMode: (raw) => modes.push(raw),
        on: (_, listener) => {
          listen = listener;
        },
        off: () => {
          listen = null;
        },
        resume: () => undefined,
        pause: () => undefined,
      },
      (key) => pressed.push(key),
    );
    const type = (text: string): void => listen?.(text);
    type('af');
    type('\u001b[A');
    keys.suspend();
    type('q');
    keys.resume();
    type('\u0003');

    expect(pressed).to.deep.equal(['a', 'f', '\u0003']);
    expect(modes).to.deep.equal([true, false, true]);
  });
});
