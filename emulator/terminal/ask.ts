import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';

/** Where a question is put, and where its answer comes from. */
export interface Asking {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean };
}

/** Whether there is somebody to ask. */
export function canAsk({ input, output }: Asking): boolean {
  return input.isTTY === true && output.isTTY === true;
}

/**
 * Asks a question that is answered with y or n and gives whether it was y. Any other answer is no, and so is the end of
 * the input; `interrupted` is Control-C.
 */
export async function askYesNo(question: string, { input, output }: Asking): Promise<'yes' | 'no' | 'interrupted'> {
  const line = createInterface({ input, output, terminal: output.isTTY === true });
  try {
    return await new Promise((resolve) => {
      line.once('SIGINT', () => resolve('interrupted'));
      line.once('close', () => resolve('no'));
      line.question(`${question} [y/N] `).then(
        (answer) => resolve(/^y(es)?$/i.test(answer.trim()) ? 'yes' : 'no'),
        () => resolve('no'),
      );
    });
  } finally {
    line.close();
  }
}
