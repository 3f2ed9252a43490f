import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isJsonObject } from '../../sdk/json-object.ts';
import type { StandInDocument } from '../../sdk/stand-in.ts';
import { HooksmithError } from '../errors.ts';
import { lockFolder } from '../folder-lock.ts';
import { openOutput } from '../recording/output-file.ts';
import type { StoreChange, StoredDocument } from './stand-in-store.ts';

/** A folder that holds the documents of a stand-in: `scripts/65a….json` and the like. */
export interface StandInFolder {
  /** What it held when it was opened. */
  readonly documents: readonly StoredDocument[];
  /** Brings changes to the disk, one after another; each document is there whole, as it was or as it is. */
  write(changes: readonly StoreChange[]): Promise<void>;
  close(): void;
}

/**
 * Opens a folder, made when it is missing, for this process alone.
 *
 * @throws HooksmithError `ERR_USAGE` when it is in use, cannot be read, or holds a document that cannot be read.
 */
export function openStandInFolder(folder: string): StandInFolder {
  return tell(folder, () => {
    const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (made !== undefined) syncFolderNow(dirname(made));
    const unlock = lockFolder(folder);
    try {
      return { documents: readCollections(folder), write: (changes) => write(folder, changes), close: unlock };
    } catch (error) {
      unlock();
      throw error;
    }
  });
}

async function write(folder: string, changes: readonly StoreChange[]): Promise<void> {
  for (const { collection, id, stored } of changes) {
    const own = join(folder, toFolderName(collection));
    const file = join(own, toFileName(id));
    if (stored === null) {
      await rm(file, { force: true });
      await syncFolder(own);
    } else {
      if (mkdirSync(own, { recursive: true, mode: 0o700 }) !== undefined) await syncFolder(folder);
      const output = openOutput(file);
      try {
        await output.append(Buffer.from(`${JSON.stringify(toEntry(stored), null, 2)}\n`));
        await output.commit();
      } catch (error) {
        await output.discard();
        throw error;
      }
    }
  }
}

function toEntry({ id, order, document }: StoredDocument): Omit<StoredDocument, 'collection'> {
  return { id, order, document };
}

/** Windows cannot open a folder. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function syncFolderNow(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function readCollections(folder: string): readonly StoredDocument[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isFolderName(entry.name))
    .flatMap(({ name: collection }) => readCollection(join(folder, collection), collection));
}

function readCollection(folder: string, collection: string): readonly StoredDocument[] {
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name);
    // A process that was killed has left it behind; the document itself is as it was before.
    if (/^\..*\.tmp$/.test(name)) rmSync(file, { force: true });
    return name.endsWith('.json') && !name.startsWith('.') ? [readDocument(file, { name, collection })] : [];
  });
}

function readDocument(
  file: string,
  { name, collection }: { readonly name: string; readonly collection: string },
): StoredDocument {
  const entry = parse(file, readFileSync(file, 'utf8'));
  const { id, order, document } = isJsonObject(entry) ? entry : {};
  if (typeof id !== 'string' || typeof order !== 'number' || !Number.isSafeInteger(order) || !isDocument(document)) {
    throw damaged(file, 'it does not hold "id", "order" and "document" as it should');
  }
  if (toFileName(id) !== name) throw damaged(file, `a document with the id ${JSON.stringify(id)} has another name`);
  return { collection, id, order, document };
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged(file, `it is no JSON (${cause instanceof Error ? cause.message : String(cause)})`, cause);
  }
}

/** What JSON.parse gives as an object is one of JSON values. */
function isDocument(value: unknown): value is StandInDocument {
  return isJsonObject(value);
}

function damaged(file: string, why: string, cause?: unknown): HooksmithError {
  return new HooksmithError('ERR_USAGE', `the kept document ${file} is damaged: ${why}`, {
    place: { file },
    next: ['Mend it, or remove it: the stand-in then begins without this document.'],
    ...(cause === undefined ? {} : { cause }),
  });
}

/**
 * Ids come from clients: only such as can harm no file system are names, capitals left out since some take them for small
 * letters; of all others the name is a hash.
 */
function toFileName(id: string): string {
  const isSafe = /^[a-z0-9][a-z0-9_-]{0,99}$/.test(id) && !/^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(id);
  return `${isSafe ? id : `~${createHash('sha256').update(id).digest('hex')}`}.json`;
}

/** Names of collections are the stand-in's own. */
function toFolderName(collection: string): string {
  if (!isFolderName(collection)) throw new Error(`a collection cannot be called ${JSON.stringify(collection)}`);
  return collection;
}

function isFolderName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9-]{0,99}$/.test(name);
}

function tell<T>(folder: string, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    if (cause instanceof HooksmithError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    const why = code === 'ENOTDIR' || code === 'EEXIST' ? 'a part of its path is a file' : code;
    throw new HooksmithError('ERR_USAGE', `the folder ${folder} cannot be used to keep documents in (${why})`, {
      place: { file: folder },
      next: ['Name a folder with --state that may be read and written, or leave it out: nothing is kept then.'],
      cause,
    });
  }
}
