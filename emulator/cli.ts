#!/usr/bin/env node
import type { Command } from './arguments.ts';

/** Loads only the command that is asked for: a start pays for what it loads. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./commands/init.ts')).initCommand,
  new: async () => (await import('./commands/new.ts')).newCommand,
  replay: async () => (await import('./commands/replay.ts')).replayCommand,
  run: async () => (await import('./commands/run.ts')).runCommand,
  record: async () => (await import('./commands/record.ts')).recordCommand,
  send: async () => (await import('./commands/send.ts')).sendCommand,
  build: async () => (await import('./commands/build.ts')).buildCommand,
  pull: async () => (await import('./commands/pull.ts')).pullCommand,
  diff: async () => (await import('./commands/diff.ts')).diffCommand,
  publish: async () => (await import('./commands/publish.ts')).publishCommand,
  versions: async () => (await import('./commands/versions.ts')).versionsCommand,
  rollback: async () => (await import('./commands/rollback.ts')).rollbackCommand,
  serve: async () => (await import('./commands/serve.ts')).serveCommand,
  explain: async () => (await import('./commands/explain.ts')).explainCommand,
};

async function main(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words;
  if (name === '--version' || name === '-v') {
    const { readVersion } = await import('./version.ts');
    process.stdout.write(`${readVersion()}\n`);
    return 0;
  }
  const { describeCommand, describeProgram } = await import('./help.ts');
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const all = await Promise.all(Object.values(commands).map((load) => load()));
    (name === undefined ? process.stderr : process.stdout).write(describeProgram(all));
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) return wrongCommand(name);
  const command = await load();
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(describeCommand(command));
    return 0;
  }
  const { parseArguments } = await import('./arguments.ts');
  return command.run(parseArguments(command, rest));
}

async function wrongCommand(name: string): Promise<number> {
  const { HooksmithError } = await import('./errors.ts');
  const { suggest } = await import('./suggest.ts');
  throw new HooksmithError('ERR_USAGE', `there is no command ${JSON.stringify(name)}`, {
    next: [suggest(name, Object.keys(commands))],
  });
}

/** Exit codes: 2 for what the user can mend, 5 for our own bugs, whose stack is kept. */
async function fail(error: unknown): Promise<number> {
  const { describeFailure } = await import('./failure.ts');
  const { text, exitCode } = describeFailure(error);
  process.stderr.write(text);
  return exitCode;
}

process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(130));
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe, such as head, may be gone before all is written.
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
process.exitCode = await main(process.argv.slice(2)).catch(fail);
