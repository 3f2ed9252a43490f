import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRecording } from 'hooksmith/emulator';
import { sendStep } from '../../emulator/delivery/send-step.ts';
import { summariseStep } from '../../emulator/delivery/summarise-step.ts';
import { toHarEntry } from '../../sdk/http/har.ts';
import { httpTask } from '../../sdk/trifacta/http-task.ts';
import { answerJobGroup, openJobGroups } from '../../sdk/trifacta/job-groups.ts';

/**
 * Writes the recordings of this sample: `npx tsx samples/trifacta-next-job/make-recordings.ts [folder]`.
 * One job is accepted; another comes after 30 in the same minute and is refused three times. The answers are those of
 * `hooksmith serve --trifacta`, given here in a fixed time, so that the bytes are the same each time.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, 'recordings');
const { steps } = JSON.parse(readFileSync(join(import.meta.dirname, 'hooksmith.json'), 'utf8'));
const { setup } = steps['start-report'];
const user = 'northbeam';
const now = new Date('2026-03-04T02:02:00.000Z');

await record('accepted', 0);
await record('too-many', 30);

async function record(name: string, before: number): Promise<void> {
  let state = openJobGroups();
  const call = (body: string, nowMs: number) => {
    const next = answerJobGroup(state, { user, body, nowMs }, {});
    state = next.state;
    return next.answer;
  };
  for (let count = 0; count < before; count += 1) call(setup.body, now.getTime() - 48_000);

  const sent = await sendStep({
    step: httpTask,
    setup,
    secrets: { 'prep-authorization': 'Bearer nb-demo-1' },
    now,
    seed: user,
    async answer({ request }, clock) {
      const { status, headers, body } = call(request.body ?? '', clock.now());
      await clock.wait(25);
      const text = JSON.stringify(body);
      const all = { 'content-type': 'application/json; charset=utf-8', ...headers };
      const response = {
        status,
        statusText: status === 429 ? 'Too Many Requests' : 'Created',
        headers: Object.entries(all).map(([header, value]) => ({ name: header, value })),
        body: text,
        bodyBytes: Buffer.byteLength(text),
      };
      return { kind: 'response', response, ms: 25 };
    },
  });
  const writer = createRecording<object>(join(folder, `${name}.rec.jsonl`), {
    platform: 'trifacta',
    hook: null,
    step: 'http-task',
    setup,
    source: 'hooksmith send',
    seed: user,
    createdAt: now,
    countRecords: () => 1,
    // A key that is kept makes the same marks each time; what it hides is made up.
    redaction: { key: Buffer.from(user) },
  });
  const page = await writer.writePage({ options: {}, result: summariseStep(sent) });
  for (const exchange of sent.exchanges) await writer.writeHttp(page, toHarEntry(exchange));
  await writer.end();
}
