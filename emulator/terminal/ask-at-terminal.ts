import { type Asker, openAsker } from './ask.ts';

/** Asks at the terminal of this process; Ctrl-C and Ctrl-D end it as interrupted. */
export async function askAtTerminal<T>(ask: (asker: Asker) => Promise<T>): Promise<T> {
  const asker = openAsker({ input: process.stdin, output: process.stderr, onQuit: () => process.exit(130) });
  try {
    return await ask(asker);
  } finally {
    asker.close();
  }
}
