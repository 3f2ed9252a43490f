import { parseArgs } from 'node:util';
import { HooksmithError } from './errors.ts';
import { suggest } from './suggest.ts';

/** One flag of a command. */
export interface Flag {
  readonly type: 'string' | 'integer' | 'boolean';
  /** Word for the value in help, for example `FILE`. */
  readonly value?: string;
  /** The value may be left out, and is then the empty text; when it is there, `=` comes before it. */
  readonly mayBeBare?: boolean;
  readonly says: string;
  readonly short?: string;
  /** May be given more than once. */
  readonly multiple?: boolean;
  /** Smallest value of an integer. @default 0 */
  readonly minimum?: number;
  /** The only values that are understood. */
  readonly choices?: readonly string[];
}

/** A command of the command line: what it takes, and the function that carries it out and gives the exit code. */
export interface Command {
  readonly name: string;
  /** Arguments after the name, for help: `[hook] [recording...]`. */
  readonly takes: string;
  /** A short third-person sentence. */
  readonly says: string;
  readonly flags: Readonly<Record<string, Flag>>;
  readonly examples: readonly string[];
  run(given: Arguments): Promise<number>;
}

/** Arguments of one call, checked against the command's flags. */
export interface Arguments {
  readonly positionals: readonly string[];
  text(flag: string): string | undefined;
  texts(flag: string): readonly string[];
  integer(flag: string): number | undefined;
  has(flag: string): boolean;
}

/** Parses the words after a command's name; throws ERR_USAGE for an unknown flag, a missing or a wrong value. */
export function parseArguments(command: Command, words: readonly string[]): Arguments {
  const options = Object.fromEntries(
    Object.entries(command.flags).map(([name, flag]) => [
      name,
      {
        type: flag.type === 'boolean' ? ('boolean' as const) : ('string' as const),
        ...(flag.short === undefined ? {} : { short: flag.short }),
        ...(flag.multiple === true ? { multiple: true } : {}),
      },
    ]),
  );
  const { values, positionals } = parse(command, completeBare(command, words), options);
  for (const [name, flag] of Object.entries(command.flags)) checkValue(name, flag, values[name]);
  return {
    positionals,
    text: (name) => first(values[name]),
    texts: (name) => list(values[name]),
    integer: (name) => {
      const text = first(values[name]);
      return text === undefined ? undefined : Number(text);
    },
    has: (name) => values[name] === true,
  };
}

/** Gives flags without a value the empty one, as the parser knows no value that may be left out. */
function completeBare({ flags }: Command, words: readonly string[]): readonly string[] {
  const bare = Object.entries(flags).flatMap(([name, { mayBeBare }]) => (mayBeBare === true ? [`--${name}`] : []));
  const end = words.indexOf('--');
  return words.map((word, index) => ((end < 0 || index < end) && bare.includes(word) ? `${word}=` : word));
}

type Parsed = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

function parse(
  command: Command,
  words: readonly string[],
  options: NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>,
): { readonly values: Parsed; readonly positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const unknown = /Unknown option '(-{1,2}[^']+)'/.exec(message)?.[1];
    const known = Object.keys(command.flags).map((name) => `--${name}`);
    if (unknown !== undefined) {
      throw new HooksmithError('ERR_USAGE', `hooksmith ${command.name} has no flag ${unknown}`, {
        next: [suggest(unknown, known)],
        cause,
      });
    }
    throw new HooksmithError('ERR_USAGE', `hooksmith ${command.name}: ${explain(message)}`, {
      next: [`hooksmith ${command.name} --help shows how it is used.`],
      cause,
    });
  }
}

/** Node's sentence about a flag in our words; any other as it is. */
function explain(message: string): string {
  const lacking = /^Option '.*?(--[a-z-]+)(?: <value>)?' argument (?:missing|is ambiguous)/.exec(message)?.[1];
  if (lacking !== undefined) return `${lacking} needs a value; one that begins with a dash is written ${lacking}=VALUE`;
  const taking = /^Option '.*?(--[a-z-]+)' does not take an argument/.exec(message)?.[1];
  return taking === undefined ? (message.split('\n')[0] ?? message) : `${taking} takes no value`;
}

function checkValue(name: string, flag: Flag, value: Parsed[string]): void {
  for (const text of list(value)) {
    if (flag.type === 'integer') {
      const minimum = flag.minimum ?? 0;
      const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
      if (!(number >= minimum && number <= Number.MAX_SAFE_INTEGER)) {
        throw new HooksmithError(
          'ERR_USAGE',
          `--${name} is ${JSON.stringify(text)}; expected a whole number of at least ${minimum}`,
        );
      }
    }
    if (flag.choices !== undefined && !flag.choices.includes(text)) {
      throw new HooksmithError(
        'ERR_USAGE',
        `--${name} is ${JSON.stringify(text)}; expected ${flag.choices.join(' or ')}`,
      );
    }
  }
}

function first(value: Parsed[string]): string | undefined {
  return list(value)[0];
}

function list(value: Parsed[string]): readonly string[] {
  if (Array.isArray(value)) return value.filter((entry): entry is string => typeof entry === 'string');
  return typeof value === 'string' ? [value] : [];
}
