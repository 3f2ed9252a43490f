import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordStep } from '../../emulator/delivery/record-step.ts';
import { sendStep } from '../../emulator/delivery/send-step.ts';
import { plan } from '../../sdk/trifacta/plan.ts';

/**
 * Writes the recording of this sample: `npx tsx samples/trifacta-slack-message/make-recordings.ts [folder]`.
 * Slack is busy at first: 503, then `ok`. The answers are given here and take a fixed time, so the bytes are the same each time;
 * `hooksmith serve --receiver --answers 503,200` and `hooksmith send nightly-prep --record FILE` make one like it.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, 'recordings');
const { steps } = JSON.parse(readFileSync(join(import.meta.dirname, 'hooksmith.json'), 'utf8'));
const { setup, input } = steps['nightly-prep'];
const answers = [
  { status: 503, statusText: 'Service Unavailable', body: 'service_unavailable' },
  { status: 200, statusText: 'OK', body: 'ok' },
];

const sent = await sendStep({
  step: plan,
  setup,
  input,
  now: new Date('2026-03-04T02:01:06.000Z'),
  seed: 'northbeam',
  async answer(_exchange, clock) {
    await clock.wait(40);
    const { body, ...rest } = answers.shift() ?? { status: 200, statusText: 'OK', body: 'ok' };
    const headers = [{ name: 'Content-Type', value: 'text/html' }];
    return { kind: 'response', response: { ...rest, headers, body, bodyBytes: Buffer.byteLength(body) }, ms: 40 };
  },
});
await recordStep(join(folder, 'nightly-prep.rec.jsonl'), { step: plan, setup, input, sent });
