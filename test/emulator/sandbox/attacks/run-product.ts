import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HooksmithError } from '../../../../emulator/errors.ts';
import { createRecording } from '../../../../emulator/recording/write.ts';
import { replay } from '../../../../emulator/replay/replay.ts';
import type { Report } from '../../../../emulator/report/report.ts';
import type { Attack } from './read-attacks.ts';

/** What came of an attack on the real path: a replay in a runner process (S-242). */
export interface ProductOutcome {
  readonly totals: Report['totals'];
  /** Codes of the findings of the attacked page, page 0. */
  readonly attackedPage: readonly string[];
  /** Codes of the findings of the honest page behind it. */
  readonly nextPage: readonly string[];
  /** All findings and console lines as text: whatever reached the host. */
  readonly text: string;
}

/** The clock of all pages: far from any real one, so that real time shows. */
const recordedAt = new Date(Date.UTC(2001, 1, 3, 4, 5, 6));

/** What the platform's module answers, for attacks that call it. */
const mocks = {
  'exports.run': [
    { when: { _id: 'forbidden' }, error: { message: 'forbidden' } },
    { when: { _id: 'cached' }, result: { data: ['clean'], errors: [] } },
    { result: { ran: 'allowed' } },
  ],
};

/**
 * Replays an attacked page and an honest one. The result of an honest hook is recorded with each, so that whatever else
 * comes out of them is a finding. Gives the refusal of a script that was not even loaded.
 */
export async function runProduct(attack: Attack): Promise<ProductOutcome | HooksmithError> {
  const folder = await mkdtemp(join(tmpdir(), 'hooksmith-attack-'));
  try {
    const contract = attack.platform === 'celigo' ? 'celigo/postSubmit' : 'patchworks/response-script';
    const recording = await record(join(folder, 'two-pages.rec.jsonl'), attack, contract);
    const target = { script: attack.file, contract, moduleState: attack.moduleState, recordings: [recording], mocks };
    const { totals, findings, console } = await replay([target], { workers: 1, timeoutMs: 20_000, seed: 'attacks' });
    const codes = (page: number): readonly string[] =>
      findings.filter((finding) => finding.page === page).map(({ code }) => code);
    return { totals, attackedPage: codes(0), nextPage: codes(1), text: JSON.stringify([findings, console]) };
  } catch (error) {
    if (error instanceof HooksmithError) return error;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function record(path: string, attack: Attack, contract: string): Promise<string> {
  const [platform = '', hook = ''] = contract.split('/');
  const countRecords = (): number => 1;
  const writer = createRecording(path, { platform, hook, source: 'attack suite', createdAt: recordedAt, countRecords });
  await writer.writePage(makePage(attack, 0));
  await writer.writePage(makePage(attack, 1));
  await writer.end();
  return path;
}

function makePage({ platform }: Attack, seq: number): { readonly options: object; readonly result: unknown } {
  const attack = seq === 0;
  if (platform === 'patchworks') {
    const response = { status: 200, headers: {}, body: '' };
    return {
      options: { payload: `p${seq}`, variables: { attack }, meta: {}, response },
      result: { payload: `p${seq}` },
    };
  }
  const responseData = [{ statusCode: 200, id: `r${seq}`, ignored: false }];
  const options = { settings: { flow: { attack } }, preMapData: [{}], postMapData: [{}], responseData };
  return { options, result: responseData };
}
