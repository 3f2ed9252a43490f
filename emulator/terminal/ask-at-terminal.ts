import { canAsk } from './ask.ts';
import { type Asker, openAsker } from './asker.ts';

const terminal = { input: process.stdin, output: process.stderr };

/** Whether somebody sits at the terminal of this process. */
export function isAtTerminal(): boolean {
  return canAsk(terminal);
}

/** Asks at the terminal of this process; Ctrl-C and Ctrl-D end it as interrupted. */
export async function askAtTerminal<T>(ask: (asker: Asker) => Promise<T>): Promise<T> {
  const asker = openAsker({ ...terminal, onQuit: () => process.exit(130) });
  try {
    return await ask(asker);
  } finally {
    asker.close();
  }
}
