import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One attack: a script with a header of comment lines that says what it is (S-240). */
export interface Attack {
  readonly file: string;
  /** `class/name`, unique in the suite. */
  readonly name: string;
  /** First line of the header, a sentence. */
  readonly title: string;
  /** What it means that the attack has won. */
  readonly win: string;
  /** How the careless host of the control run wires the script; null for refusals, which need no control (S-241). */
  readonly control: 'plain' | 'vm' | 'with' | null;
  /** What refuses the script: the loader, or a SyntaxError while it runs; null for attacks that run. */
  readonly refused: 'loading' | 'SyntaxError' | null;
  readonly platform: 'celigo' | 'patchworks';
  /** `fresh`: each page has a compartment of its own, so what the next page sees was shared by the realm. */
  readonly moduleState: 'fresh' | 'job';
  /** The codes that the attacked page must get; none where a clean page, or a throw of the hook, will do. */
  readonly expect: readonly string[];
  /** Flags of Node for the control run. */
  readonly flags: readonly string[];
}

/** Folder of the attack scripts, one subfolder a class. */
export const attackFolder = fileURLToPath(new URL('.', import.meta.url));

/** Reads all attacks, in the order of their names. Throws when a header lacks something. */
export async function readAttacks(): Promise<readonly Attack[]> {
  const entries = await readdir(attackFolder, { withFileTypes: true });
  const classes = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const attacks = await Promise.all(classes.sort().map(readClass));
  return attacks.flat();
}

async function readClass(kind: string): Promise<readonly Attack[]> {
  const names = (await readdir(join(attackFolder, kind))).filter((name) => name.endsWith('.js'));
  return Promise.all(names.sort().map((name) => readAttack(kind, name)));
}

async function readAttack(kind: string, name: string): Promise<Attack> {
  const file = join(attackFolder, kind, name);
  const text = await readFile(file, 'utf8');
  const [title = '', ...lines] = (/^(?:\/\/ .*\n)+/.exec(text)?.[0] ?? '').split('\n').map((line) => line.slice(3));
  const field = (key: string): string | null =>
    lines.find((line) => line.startsWith(`${key}: `))?.slice(key.length + 2) ?? null;
  const choose = <T extends string>(key: string, choices: readonly T[], preset: T | null): T | null => {
    const value = field(key);
    const found = choices.find((choice) => choice === value);
    if (value !== null && found === undefined)
      throw new Error(`${file}: ${key} is ${value}, not one of ${choices.join(', ')}`);
    return found ?? preset;
  };
  const win = field('Win');
  const control = choose('Control', ['plain', 'vm', 'with'], null);
  const refused = choose('Refused', ['loading', 'SyntaxError'], null);
  if (win === null || field('Class') === null || title === '')
    throw new Error(`${file}: the header needs a title, Class and Win`);
  if ((control === null) === (refused === null)) throw new Error(`${file}: the header needs either Control or Refused`);
  return {
    file,
    name: `${kind}/${basename(name, '.js')}`,
    title,
    win,
    control,
    refused,
    platform: choose('Platform', ['celigo', 'patchworks'], 'celigo') ?? 'celigo',
    moduleState: choose('Module state', ['fresh', 'job'], 'fresh') ?? 'fresh',
    expect: field('Expect')?.split(', ') ?? [],
    flags: field('Node')?.split(' ') ?? [],
  };
}
