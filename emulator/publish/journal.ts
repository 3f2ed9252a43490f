import {
  closeSync,
  existsSync,
  fdatasyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { isJsonObject } from '../../sdk/json-object.ts';
import type { RemoteIds } from '../../sdk/publisher.ts';
import { HooksmithError } from '../errors.ts';
import { keptFolder } from './contents.ts';

/** What every line of a journal says first. */
interface Line {
  /** ISO 8601. */
  readonly at: string;
  readonly profile: string;
  readonly platform: string;
  /** Name of the hook or step in hooksmith.json. */
  readonly name: string;
}

/** A line of the journal: what was done to a platform, in the order in which it was done. */
export type JournalLine = Line &
  (
    | { readonly event: 'begun'; readonly step: string; readonly says: string; readonly sha256: string }
    /** With all ids that are known since, in one line: what is answered and what was learned by it are kept together. */
    | { readonly event: 'answered'; readonly step: string; readonly status: number; readonly ids: RemoteIds }
    | { readonly event: 'lost'; readonly step: string; readonly message: string }
    /** The platform refused it, or it never got there: nothing was changed. */
    | { readonly event: 'not-done'; readonly step: string }
    | { readonly event: 'learned'; readonly ids: RemoteIds }
    /** A person has looked what became of it, and gives the id that was found; without ids there was nothing. */
    | { readonly event: 'settled'; readonly step: string; readonly ids: RemoteIds }
    | {
        readonly event: 'published';
        /** Counts from 1 for each hook of a profile. */
        readonly version: number;
        readonly sha256: string;
        /** What the replay said: `12 pages passed`; null where nothing was replayed. */
        readonly verdict: string | null;
        readonly message: string | null;
        /** The version that was brought back; null for one that was built. */
        readonly rolledBackTo: string | null;
      }
  );

/** The journal of a project. */
export interface Journal {
  readonly lines: readonly JournalLine[];
  /** Adds a line; it is on the disk when this returns. */
  add(line: JournalLine): void;
  close(): void;
}

/** The path of a project's journal. */
export function journalFile(project: string): string {
  return join(keptFolder(project), 'journal.jsonl');
}

/**
 * Reads a journal: lines of JSON, TAB, crc32. What comes after the first broken line is left aside, as from a
 * process that died while it wrote.
 *
 * @throws HooksmithError `ERR_CONFIG` for a broken line that others follow: then the file was damaged, not cut off.
 */
export function readJournal(project: string): { readonly lines: readonly JournalLine[]; readonly bytes: number } {
  const file = journalFile(project);
  if (!existsSync(file)) return { lines: [], bytes: 0 };
  const text = readFileSync(file, 'utf8');
  const rows = text.split('\n');
  const lines: JournalLine[] = [];
  let bytes = 0;
  for (const [index, row] of rows.entries()) {
    const line = index === rows.length - 1 ? undefined : parseLine(row);
    if (line === undefined) {
      if (rows.slice(index + 1).some((later) => later !== '')) {
        throw new HooksmithError('ERR_CONFIG', `${file}:${index + 1}: the line is damaged`, {
          place: { file, line: index + 1 },
          next: ['Bring the file back from version control. Without it hooksmith cannot tell what was published.'],
        });
      }
      break;
    }
    lines.push(line);
    bytes += Buffer.byteLength(row) + 1;
  }
  return { lines, bytes };
}

/** Opens a journal to add to it; what a dead process left half written is cut off. */
export function openJournal(project: string): Journal {
  const file = journalFile(project);
  const { lines: read, bytes } = readJournal(project);
  mkdirSync(dirname(file), { recursive: true });
  const descriptor = openSync(file, 'a', 0o600);
  ftruncateSync(descriptor, bytes);
  const lines = [...read];
  return {
    lines,
    add(line) {
      const json = JSON.stringify(line);
      const row = Buffer.from(`${json}\t${checksum(json)}\n`);
      for (let at = 0; at < row.length; ) at += writeSync(descriptor, row, at);
      fdatasyncSync(descriptor);
      lines.push(line);
    },
    close: () => closeSync(descriptor),
  };
}

function parseLine(row: string): JournalLine | undefined {
  const tab = row.lastIndexOf('\t');
  const json = row.slice(0, Math.max(tab, 0));
  if (row.slice(tab + 1) !== checksum(json)) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return isLine(value) ? value : undefined;
  } catch {
    // Whoever writes such a line can write a checksum as well.
    return undefined;
  }
}

/** Fields that a line of each kind has, beside those of all lines. */
const fieldsOf: Readonly<Record<JournalLine['event'], Readonly<Record<string, 'string' | 'number' | 'object'>>>> = {
  begun: { step: 'string', says: 'string', sha256: 'string' },
  answered: { step: 'string', status: 'number', ids: 'object' },
  lost: { step: 'string', message: 'string' },
  'not-done': { step: 'string' },
  learned: { ids: 'object' },
  settled: { step: 'string', ids: 'object' },
  published: { version: 'number', sha256: 'string' },
};

function isLine(value: unknown): value is JournalLine {
  if (!isJsonObject(value)) return false;
  const { event } = value;
  if (typeof event !== 'string' || !Object.hasOwn(fieldsOf, event)) return false;
  const fields = {
    at: 'string',
    profile: 'string',
    platform: 'string',
    name: 'string',
    ...fieldsOf[event as JournalLine['event']],
  };
  return Object.entries(fields).every(([field, type]) => typeof value[field] === type && value[field] !== null);
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}
