import { HooksmithError } from './errors.ts';
import { safeText } from './terminal/safe-text.ts';
import { makeStyle } from './terminal/style.ts';

/** What the command line prints on stderr when it cannot do its work, and how it ends. */
export interface Failure {
  readonly text: string;
  readonly exitCode: 2 | 4 | 5;
}

/** Text and exit code of an error: 2 with the next steps for the user's mistakes, 4 where a platform did not
 * do what was asked, 5 with the stack for ours. */
export function describeFailure(error: unknown): Failure {
  const style = makeStyle(process.stderr);
  if (error instanceof HooksmithError && error.code !== 'ERR_RUNNER') {
    // An excerpt of the author's file may follow the first line.
    const [first = '', ...excerpt] = safeText(error.message).split('\n');
    const lines = [
      `${style.red('error')} ${first} ${style.dim(`[${error.code}]`)}`,
      ...excerpt,
      ...error.next.map((step) => `  ${safeText(step)}`),
    ];
    return { text: `${lines.join('\n')}\n`, exitCode: error.code === 'ERR_REMOTE' ? 4 : 2 };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    text: `${style.red('bug')} This is a fault of hooksmith; please report it with these lines.\n${stack}\n`,
    exitCode: 5,
  };
}
