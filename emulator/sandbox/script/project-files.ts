import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';

const marks = ['package.json', 'hooksmith.json', '.git'];

/**
 * Tells which files a script may be built from: those of its project, and installed packages wherever they lie (a
 * `node_modules` of the project may hold links).
 * A script is untrusted: without this it could import any file of the machine and hand its content on (S-208).
 * The project is the highest folder above the script that is marked as one, else the script's own folder.
 */
export function makeProjectFiles(script: string): { readonly root: string; allows(file: string): boolean } {
  const start = realpathSync(dirname(resolve(script)));
  const folders = ancestors(start).filter((folder) => folder !== realpathSync(homedir()));
  const marked = folders.filter((folder) => marks.some((mark) => existsSync(join(folder, mark))));
  const root = marked.at(-1) ?? start;

  return {
    root,
    allows(file) {
      const real = realpathSync(file);
      return real.startsWith(root + sep) || real.includes(`${sep}node_modules${sep}`);
    },
  };
}

/** A folder and those above it, without the root of the file system. */
function ancestors(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [] : [folder, ...ancestors(above)];
}
