import { join } from 'node:path';
import { createRecording } from 'hooksmith/emulator';
import { addSite, tidyResponses } from './hooks.ts';

/** Writes the recordings of this sample: `npx tsx samples/celigo-stack/make-recordings.ts [folder]`. */
const folder = process.argv[2] ?? join(import.meta.dirname, 'recordings');
const context = {
  _integrationId: '65a0000000000000000000a1',
  _flowId: '65a0000000000000000000b1',
  _connectionId: '65a0000000000000000000c1',
  _importId: '65a0000000000000000000f2',
  settings: { flow: { warehouse: 'LEEDS' } },
};

const pages = Array.from({ length: 5 }, (_, page) =>
  Array.from({ length: 4 }, (_order, index) => ({ orderNo: `AF-${page * 4 + index}`, total: index * 10 })),
);

async function write(
  hook: string,
  name: string,
  lines: readonly { options: object; result: unknown }[],
): Promise<void> {
  const recording = createRecording(join(folder, `${name}.rec.jsonl`), {
    platform: 'celigo',
    hook,
    source: 'samples/celigo-stack/make-recordings.ts',
    createdAt: new Date('2026-03-04T09:00:00.000Z'),
    countRecords: () => 4,
  });
  for (const line of lines) await recording.writePage(line);
  await recording.end();
}

await write(
  'preMap',
  'add-site',
  pages.map((data) => ({ options: { ...context, data }, result: addSite({ ...context, data }) })),
);
await write(
  'postSubmit',
  'tidy-responses',
  pages.map((data) => {
    const errors = [{ code: 'NO_STOCK', message: ' none left ' }];
    const responseData = data.map(({ total }) =>
      total > 0 ? { statusCode: 200 as const, errors: [] } : { statusCode: 422 as const, errors },
    );
    const options = { ...context, preMapData: data, postMapData: data, responseData };
    let result: unknown;
    tidyResponses({ ...options, bearerToken: '' }, (_error, given) => {
      result = given;
    });
    return { options, result };
  }),
);
