/*
 * Runs scripts as plain Node does, with nothing but the clock pinned: what a sandboxed call is compared with.
 * Reads {scripts, options, nowMs} from standard input and prints the results as one JSON array.
 */
const { readFileSync } = require('node:fs');

const { scripts, options, nowMs } = JSON.parse(readFileSync(0, 'utf8'));
const RealDate = Date;
class PinnedDate extends RealDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [nowMs] : parts));
  }
  static now() {
    return nowMs;
  }
}
globalThis.Date = PinnedDate;

const results = scripts.map((script) => {
  const hook = new Function(`${script}\n;return postSubmit;`)();
  return hook(JSON.parse(JSON.stringify(options)));
});
process.stdout.write(JSON.stringify(results));
