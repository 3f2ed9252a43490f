import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../sdk/sha256.ts';
import { HooksmithError } from '../errors.ts';
import { writeText } from '../recording/write-text.ts';
import { writeMany } from './write-many.ts';

/** The folder of a project in which its journal and the contents are kept that went to platforms or came from them. */
export function keptFolder(project: string): string {
  return join(project, '.hooksmith');
}

/** Contents by their hash. */
export interface Contents {
  /** Keeps a content and gives its sha256 in hexadecimal; it is on the disk then. */
  keep(content: string): Promise<string>;
  /** Keeps what a platform has as well, and gives the hashes in order: where the power fails, it may have to be pulled again. */
  keepPulled(contents: readonly string[]): Promise<readonly string[]>;
  /** A content by its hash. Throws ERR_CONFIG when it is not kept, or is not what its name says. */
  read(sha256: string): string;
  /** A content by its hash; null when it is not kept, or is not what its name says. */
  find(sha256: string): string | null;
}

/** Opens the contents of a project; nothing is written before there is something to keep. */
export function openContents(project: string): Contents {
  const folder = join(keptFolder(project), 'contents');
  const pathOf = (hash: string): string => join(folder, `${hash}.txt`);
  const find = (hash: string): string | null => {
    if (!/^[0-9a-f]{64}$/.test(hash) || !existsSync(pathOf(hash))) return null;
    const content = readFileSync(pathOf(hash), 'utf8');
    return sha256(content) === hash ? content : null;
  };
  return {
    async keep(content) {
      const hash = sha256(content);
      const path = pathOf(hash);
      if (find(hash) !== null) return hash;
      mkdirSync(folder, { recursive: true });
      await writeText(path, content, { overwrite: true });
      return hash;
    },
    async keepPulled(contents) {
      const all = contents.map((text) => ({ hash: sha256(text), text }));
      const missing = new Map(all.filter(({ hash }) => find(hash) === null).map(({ hash, text }) => [hash, text]));
      if (missing.size > 0) mkdirSync(folder, { recursive: true });
      await writeMany([...missing].map(([hash, text]) => ({ path: pathOf(hash), text, lasts: false })));
      return all.map(({ hash }) => hash);
    },
    find,
    read(hash) {
      const path = pathOf(hash);
      if (!/^[0-9a-f]{64}$/.test(hash) || !existsSync(path)) {
        throw new HooksmithError('ERR_CONFIG', `the content ${hash.slice(0, 12)} is not kept in ${folder}`, {
          next: ['It may be on the machine that published it: .hooksmith can be committed with the project.'],
        });
      }
      const content = find(hash);
      if (content !== null) return content;
      throw new HooksmithError('ERR_CONFIG', `${path} was changed: it is not what its name says`, {
        place: { file: path },
        next: ['Bring back the file from version control, or remove it.'],
      });
    },
  };
}
