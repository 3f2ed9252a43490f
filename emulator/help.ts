import type { Command } from './arguments.ts';

const exitCodes = `Exit codes: 0 clean · 1 findings · 2 wrong use or unreadable input · 4 nobody answered, or a platform refused · 5 a bug in hooksmith · 130 interrupted`;

/** The text of `hooksmith --help`. */
export function describeProgram(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => usage(command).length));
  return [
    'hooksmith replays recorded imports through the hooks of integration platforms, on your own machine.',
    '',
    'Usage: hooksmith <command> [arguments]',
    '',
    ...commands.map((command) => `  ${usage(command).padEnd(width)}  ${command.says}`),
    '',
    '  hooksmith <command> --help shows the flags of a command; hooksmith --version prints the version.',
    '',
    exitCodes,
    '',
  ].join('\n');
}

/** The text of `hooksmith <command> --help`. */
export function describeCommand(command: Command): string {
  const rows = Object.entries(command.flags).map(([name, flag]) => {
    const value = flag.choices?.join('|') ?? flag.value ?? (flag.type === 'integer' ? 'N' : 'TEXT');
    const short = flag.short === undefined ? '' : `-${flag.short}, `;
    const shown = flag.type === 'boolean' ? '' : flag.mayBeBare === true ? `[=${value}]` : ` ${value}`;
    return [`${short}--${name}${shown}`, flag.says] as const;
  });
  const width = Math.max(...rows.map(([flag]) => flag.length));
  return [
    `Usage: hooksmith ${usage(command)} [flags]`,
    '',
    command.says,
    '',
    ...rows.map(([flag, says]) => `  ${flag.padEnd(width)}  ${says}`),
    '',
    ...command.examples.map((example) => `  ${example}`),
    '',
    exitCodes,
    '',
  ].join('\n');
}

function usage({ name, takes }: Command): string {
  return takes === '' ? name : `${name} ${takes}`;
}
