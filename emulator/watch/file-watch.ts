import { type FSWatcher, type Stats, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';

/** Tells when files change. */
export interface FileWatch {
  /**
   * Takes the place of the list of files and folders, as absolute paths; a path need not exist. A folder changes when
   * something in it comes or goes. A file that is new in the list counts as changed when it was written after `since`
   * (ms since 1970): whoever read it may have read what it was before.
   */
  follow(paths: readonly string[], since?: number): void;
  close(): void;
}

/** A save is over when nothing has changed for so long: editors write twice. */
const settleMs = 20;
/** A file that is empty or gone may be in the middle of a save, and is believed so only after this time. */
const emptyMs = 250;
/** Some file systems (shared folders, containers) tell nobody of changes: they are looked at. */
const lookEveryMs = 1_000;

/**
 * Watches files. Notices of the system only say when to look; what counts is how a file is then (its inode, size and time),
 * so that a save by renaming, a folder that is removed and comes back, or a lost notice loses no change.
 * `onChange` gets all paths that changed, once they are quiet.
 */
export function watchFiles({ onChange }: { onChange(paths: readonly string[]): void }): FileWatch {
  let known = new Map<string, Look>();
  let before = new Map<string, Look>();
  let lostSince: number | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  const watchers = new Map<string, { readonly watcher: FSWatcher; readonly at: string }>();
  const rounds = setInterval(() => {
    if (findChanged().length > 0) wake();
    watchFolders();
  }, lookEveryMs);

  function wake(): void {
    if (closed || timer !== null) return;
    before = lookAtAll();
    timer = setTimeout(settle, settleMs);
  }

  function settle(): void {
    timer = null;
    const now = lookAtAll();
    const changed = findChanged(now);
    const isQuiet = changed.every((path) => now.get(path)?.at === before.get(path)?.at);
    const isLost = changed.some((path) => now.get(path)?.isEmpty === true && known.get(path)?.isEmpty === false);
    lostSince = isLost ? (lostSince ?? performance.now()) : null;
    if (!isQuiet || (lostSince !== null && performance.now() - lostSince < emptyMs)) {
      wake();
      return;
    }
    lostSince = null;
    watchFolders();
    if (changed.length === 0) return;
    for (const path of changed) known.set(path, now.get(path) ?? look(path));
    onChange(changed);
  }

  function lookAtAll(): Map<string, Look> {
    return new Map([...known.keys()].map((path) => [path, look(path)]));
  }

  function findChanged(now: ReadonlyMap<string, Look> = lookAtAll()): readonly string[] {
    return [...known].filter(([path, { at }]) => now.get(path)?.at !== at).map(([path]) => path);
  }

  /** Folders of the files and those above: the upper one tells when the lower one comes back. */
  function watchFolders(): void {
    const own = [...known].map(([path, { isFolder }]) => (isFolder ? path : dirname(path)));
    const wanted = new Set(own.flatMap((folder) => [folder, dirname(folder)]));
    for (const [folder, { watcher, at }] of watchers) {
      if (wanted.has(folder) && placeOf(folder) === at) continue;
      watcher.close();
      watchers.delete(folder);
    }
    for (const folder of wanted) {
      const at = placeOf(folder);
      if (at === '' || watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, wake);
        watcher.on('error', () => {
          watcher.close();
          watchers.delete(folder);
        });
        watchers.set(folder, { watcher, at });
      } catch {
        // Without notices the rounds find what changes.
      }
    }
  }

  return {
    follow(paths, since = Number.POSITIVE_INFINITY) {
      const isLate = (path: string): boolean => !known.has(path) && writtenAt(path) >= since;
      const late = paths.filter(isLate);
      known = new Map(paths.map((path) => [path, known.get(path) ?? look(path)]));
      for (const path of late) known.set(path, { at: 'as it was read', isEmpty: false, isFolder: false });
      watchFolders();
      if (late.length > 0) wake();
    },
    close() {
      closed = true;
      clearInterval(rounds);
      if (timer !== null) clearTimeout(timer);
      for (const { watcher } of watchers.values()) watcher.close();
      watchers.clear();
    },
  };
}

/** How a path is at a moment. */
interface Look {
  /** Differs from what it was when the file was written, replaced, made or removed; empty when there is none. */
  readonly at: string;
  readonly isEmpty: boolean;
  readonly isFolder: boolean;
}

function look(path: string): Look {
  const stats = statIfThere(path);
  if (stats === undefined) return { at: '', isEmpty: true, isFolder: false };
  const { dev, ino, size, mtimeMs } = stats;
  if (stats.isDirectory()) return { at: `${dev}:${ino}:${mtimeMs}`, isEmpty: false, isFolder: true };
  return { at: `${dev}:${ino}:${size}:${mtimeMs}`, isEmpty: size === 0, isFolder: false };
}

function placeOf(folder: string): string {
  const stats = statIfThere(folder);
  return stats?.isDirectory() === true ? `${stats.dev}:${stats.ino}` : '';
}

function writtenAt(path: string): number {
  return statIfThere(path)?.mtimeMs ?? 0;
}

function statIfThere(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
