import type { Progress } from '../replay/replay-options.ts';

const showAfterMs = 1_000;
const redrawMs = 100;
const width = 24;

/** A bar on a terminal with rate and time left; silent for the first second and where there is no terminal. */
export interface ProgressBar {
  update(progress: Progress): void;
  /** Wipes the bar. */
  clear(): void;
}

/** Makes the bar for a stream, usually stderr; `noun` is what is counted. */
export function makeProgressBar(
  stream: { readonly isTTY?: boolean; write(text: string): unknown },
  { quiet = false, noun = 'pages' }: { readonly quiet?: boolean; readonly noun?: string } = {},
): ProgressBar {
  const startedAt = performance.now();
  const visible = stream.isTTY === true && !quiet;
  let drawnAt = 0;
  let drawn = false;

  return {
    update(progress) {
      const now = performance.now();
      if (!visible || now - startedAt < showAfterMs || now - drawnAt < redrawMs) return;
      drawnAt = now;
      drawn = true;
      stream.write(`\r\u001b[K${drawBar(progress, now - startedAt, noun)}`);
    },
    clear() {
      if (drawn) stream.write('\r\u001b[K');
      drawn = false;
    },
  };
}

/** One line: bar, percent, pages, rate, time left, failures so far. */
export function drawBar({ pages, failedPages, share }: Progress, elapsedMs: number, noun = 'pages'): string {
  const part = Math.min(1, Math.max(0, share));
  const filled = Math.round(part * width);
  const seconds = elapsedMs / 1_000;
  const rate = Math.round(pages / Math.max(seconds, 0.001));
  const left = part === 0 ? '' : `, ${formatSeconds((seconds * (1 - part)) / part)} left`;
  const failures = failedPages === 0 ? '' : `, ${failedPages} failed`;
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${Math.round(part * 100)} %  ${pages} ${noun}, ${rate}/s${left}${failures}`;
}

function formatSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
