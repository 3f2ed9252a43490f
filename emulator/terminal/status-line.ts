/** A line at the bottom of the terminal that says what goes on; results scroll by above it. */
export interface StatusLine {
  /** Says what goes on. Without a terminal it is a line of its own, and `detail`, which changes all the time, is left out. */
  show(status: string, detail?: string): void;
  /** Writes results above it, with their line breaks. */
  print(text: string): void;
  /** Writes what is no result above it, with its line breaks. */
  say(text: string): void;
  /** Wipes it, for somebody else to write; `show` brings it back. */
  hide(): void;
}

const redrawMs = 50;

/** Makes the line: it stands on `talk`, results go to `results`; when `isLive` is false nothing moves the cursor. */
export function makeStatusLine(given: {
  readonly results: { write(text: string): unknown };
  readonly talk: { readonly columns?: number; write(text: string): unknown };
  readonly isLive: boolean;
}): StatusLine {
  const { results, talk, isLive } = given;
  let shown = '';
  let line = '';
  let drawnAt = 0;

  function draw(): void {
    if (line === '') return;
    drawnAt = performance.now();
    const width = Math.max(20, (talk.columns || 80) - 1); // a full line would wrap
    talk.write(`\r\u001b[K${line.length > width ? `${line.slice(0, width - 1)}…` : line}`);
  }

  function wipe(): void {
    if (isLive && line !== '') talk.write('\r\u001b[K');
  }

  function write(text: string, stream: { write(text: string): unknown }): void {
    wipe();
    stream.write(text);
    if (isLive) draw();
  }

  return {
    show(status, detail = '') {
      const isOther = status !== shown;
      shown = status;
      if (!isLive) {
        if (isOther) talk.write(`${status}\n`);
        return;
      }
      line = detail === '' ? status : `${status} ${detail}`;
      if (isOther || detail === '' || performance.now() - drawnAt >= redrawMs) draw();
    },
    print: (text) => write(text, results),
    say: (text) => write(text, talk),
    hide() {
      wipe();
      line = '';
      shown = '';
    },
  };
}
