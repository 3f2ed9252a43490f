import { expect } from 'chai';
import { replay } from '../../../emulator/replay/replay.ts';
import { optionsOf, recordingOf, useFolder } from '../commands/run-cli.ts';

describe('replay with a signal', () => {
  const folder = useFolder();
  const at = (name: string): string => `${folder.path}/${name}`;
  folder.file('hang.js', 'function postSubmit() {\n  for (;;);\n}\n');
  folder.file('fine.js', 'function postSubmit(options) {\n  return options.responseData;\n}\n');
  folder.file('day.rec.jsonl', recordingOf([{ options: optionsOf(1) }]));
  const target = (script: string) => [{ script: at(script), recordings: [at('day.rec.jsonl')] }];

  it('ends at once, while a hook hangs, with the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new Error('another save');
    const startedAt = performance.now();
    const running = replay(target('hang.js'), { signal: controller.signal, timeoutMs: 60_000 });
    setTimeout(() => controller.abort(reason), 300);

    expect(await running.catch((error: unknown) => error)).to.equal(reason);
    expect(performance.now() - startedAt).to.be.lessThan(30_000);
  });

  it('does not begin when the signal was aborted before, and minds no signal that comes too late', async () => {
    const reason = new Error('too early');
    const early = replay(target('fine.js'), { signal: AbortSignal.abort(reason) }).catch((error: unknown) => error);
    const controller = new AbortController();
    const report = await replay(target('fine.js'), { signal: controller.signal });
    controller.abort();

    expect(await early).to.equal(reason);
    expect(report.totals.passedPages).to.equal(1);
  });
});
