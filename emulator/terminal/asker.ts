import { createInterface } from 'node:readline';

/** One of several answers. */
export interface Choice {
  readonly value: string;
  /** A short sentence beside it. */
  readonly says?: string;
}

/** Asks the person at the terminal. */
export interface Asker {
  /** One of the choices, by its number or its name; nothing takes the first one that is called `usual`. */
  choose(question: string, choices: readonly Choice[], usual?: string): Promise<string>;
  /** A line; `judge` says what is wrong with it, and it is asked again. */
  line(question: string, usual: string, judge: (answer: string) => string | undefined): Promise<string>;
  close(): void;
}

/** The streams of a conversation; `output` is not standard output, which is for results. */
export interface AskStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** What happens on Ctrl-C and at the end of the input. */
  onQuit(): void;
}

/** Opens a conversation. */
export function openAsker({ input, output, onQuit }: AskStreams): Asker {
  const lines = createInterface({ input, output, terminal: 'isTTY' in output && output.isTTY === true });
  // What is typed, or pasted, before it is asked for counts for the next question.
  const typed: string[] = [];
  let take: ((answer: string) => void) | null = null;
  let isDone = false;
  lines.on('line', (answer) => {
    const give = take;
    take = null;
    if (give === null) typed.push(answer);
    else give(answer);
  });
  lines.on('SIGINT', onQuit);
  lines.on('close', () => {
    if (!isDone) onQuit();
  });

  async function read(question: string): Promise<string> {
    lines.setPrompt(question);
    lines.prompt();
    return (
      typed.shift() ??
      new Promise((resolve) => {
        take = resolve;
      })
    );
  }

  async function line(question: string, usual: string, judge: (answer: string) => string | undefined): Promise<string> {
    for (;;) {
      const answer = (await read(`${question}${usual === '' ? '' : ` (${usual})`}: `)).trim() || usual;
      const wrong = judge(answer);
      if (wrong === undefined) return answer;
      output.write(`  ${wrong}\n`);
    }
  }

  return {
    line,
    async choose(question, choices, usual = choices[0]?.value ?? '') {
      const width = Math.max(...choices.map(({ value }) => value.length));
      const digits = String(choices.length).length;
      output.write(
        choices
          .map(({ value, says }, index) =>
            `  ${String(index + 1).padStart(digits)}  ${says === undefined ? value : value.padEnd(width)}  ${says ?? ''}`.trimEnd(),
          )
          .join('\n')
          .concat('\n'),
      );
      const find = (answer: string): Choice | undefined =>
        choices.find(({ value }) => value.toLowerCase() === answer.toLowerCase()) ??
        (/^\d+$/.test(answer) ? choices[Number(answer) - 1] : undefined);
      const answer = await line(question, usual, (given) =>
        find(given) === undefined
          ? `answer with a number from 1 to ${choices.length}, or a name of the list`
          : undefined,
      );
      return find(answer)?.value ?? usual;
    },
    close() {
      isDone = true;
      lines.close();
    },
  };
}
