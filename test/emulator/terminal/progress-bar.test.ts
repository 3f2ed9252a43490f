import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { drawBar, makeProgressBar } from '../../../emulator/terminal/progress-bar.ts';

const half = { recording: 'day.rec.jsonl', pages: 40, failedPages: 0, share: 0.5 };

describe('drawBar', () => {
  it('shows share, pages, rate and time left', () => {
    expect(drawBar(half, 2_000)).to.equal('████████████░░░░░░░░░░░░ 50 %  40 pages, 20/s, 2 s left');
  });

  it('shows failures and minutes', () => {
    expect(drawBar({ ...half, failedPages: 3, share: 0.1 }, 10_000)).to.equal(
      '██░░░░░░░░░░░░░░░░░░░░░░ 10 %  40 pages, 4/s, 1 min 30 s left, 3 failed',
    );
  });

  it('guesses no time before anything is read, and never goes beyond its ends', () => {
    expect(drawBar({ ...half, pages: 0, share: 0 }, 1_000)).to.equal(`${'░'.repeat(24)} 0 %  0 pages, 0/s`);
    expect(drawBar({ ...half, share: 1.2 }, 1_000)).to.equal(`${'█'.repeat(24)} 100 %  40 pages, 40/s, 0 s left`);
  });
});

/** A stream that keeps what is written. */
function makeStream(isTTY: boolean): {
  readonly isTTY: boolean;
  readonly written: string[];
  write(text: string): void;
} {
  const written: string[] = [];
  return { isTTY, written, write: (text) => void written.push(text) };
}

describe('makeProgressBar', () => {
  it('draws on a terminal after a second, at most ten times a second, and wipes what it drew', async () => {
    const stream = makeStream(true);
    const bar = makeProgressBar(stream);
    bar.update(half);
    const early = [...stream.written];
    await sleep(1_050);
    bar.update(half);
    bar.update(half);
    bar.clear();
    bar.clear();

    expect(early).to.deep.equal([]);
    expect(stream.written).to.have.length(2);
    const [drawn = ''] = stream.written;
    expect(drawn.slice(0, 4)).to.equal('\r\u001b[K');
    expect(drawn.slice(4)).to.match(/^█{12}░{12} 50 % {2}40 pages, \d+\/s, \d s left$/);
    expect(stream.written[1]).to.equal('\r\u001b[K');
  });

  it('draws nothing where there is no terminal, nor when it is to be quiet', async () => {
    const pipe = makeStream(false);
    const quiet = makeStream(true);
    const bars = [makeProgressBar(pipe), makeProgressBar(quiet, { quiet: true })];
    await sleep(1_050);
    for (const bar of bars) {
      bar.update(half);
      bar.clear();
    }

    expect([pipe.written, quiet.written]).to.deep.equal([[], []]);
  });
});
