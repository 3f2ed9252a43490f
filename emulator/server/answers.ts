import { HooksmithError } from '../errors.ts';
import { suggest } from '../suggest.ts';
import { splitWords, type Word } from './answer-words.ts';

/** What a receiver answers, request by request. */
export interface AnswerScript {
  /** Never empty. */
  readonly answers: readonly ScriptedAnswer[];
  /** Whether the list begins anew once it is used up; else the last answer is repeated. */
  readonly loops: boolean;
}

/** One answer of a receiver. */
export interface ScriptedAnswer {
  /** As it was written, for the log. */
  readonly text: string;
  readonly status: number;
  /** In the order in which they were written. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: AnswerBody;
  /** How long the request waits before anything is answered, in ms. */
  readonly delayMs: number;
  readonly ending: AnswerEnding;
}

/** Where the body of an answer comes from. */
export type AnswerBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string }
  /** So many bytes of no meaning. */
  | { readonly kind: 'size'; readonly bytes: number };

/**
 * How an answer ends. `whole`: as it should. `stall`: headers, then nothing more; `cut`: headers and half of the body, then the
 * connection is closed; `silent`: nothing at all; `close` and `reset`: the connection is closed, or reset, without an answer;
 * `garbage`: what comes is not HTTP.
 */
export type AnswerEnding = 'whole' | 'stall' | 'cut' | 'silent' | 'close' | 'reset' | 'garbage';

/** What the language of answers knows, for help. */
export const answersHelp =
  'Answers, one a request, the last one repeated. Words: 503, x3, delay=MS, size=BYTES, body=TEXT, body=@FILE, location=/x and other headers, stall, cut, silent, close, reset, garbage; loop at the end.';

const endings: readonly AnswerEnding[] = ['stall', 'cut', 'silent', 'close', 'reset', 'garbage'];
const names = ['delay', 'size', 'body', 'location'];

const maxTextChars = 64 * 1024;
const maxAnswers = 10_000;
const maxDelayMs = 3_600_000;
const maxBodyBytes = 1024 * 1024 * 1024;

/**
 * Reads the little language of `--answers`: answers with commas between, each of words with spaces between. Texts with commas or
 * spaces stand in quotes, single or double: `200 body='{"ok": true}' content-type=application/json`.
 * Pure, and linear in the text. Throws ERR_USAGE that names the word.
 *
 * @example
 * parseAnswers('503 x2, 429 retry-after=7, 200');
 */
export function parseAnswers(text: string): AnswerScript {
  if (text.length > maxTextChars) throw wrong(`has ${text.length} characters, the most is ${maxTextChars}`);
  const groups = splitWords(text);
  if (groups === undefined)
    throw wrong('has a quote that is not closed', 'Close it, or write \\" for a quote in a text.');
  const loops = groups.length > 1 && isLoop(groups.at(-1) ?? []);
  const answers = (loops ? groups.slice(0, -1) : groups).flatMap(readAnswer);
  if (answers.length > maxAnswers) throw wrong(`has ${answers.length} answers, the most is ${maxAnswers}`);
  return { answers, loops };
}

/** The answer to a request by its number, from 0. */
export function chooseAnswer<Answer>(
  { answers, loops }: { readonly answers: readonly Answer[]; readonly loops: boolean },
  index: number,
): Answer {
  const answer = answers[loops ? index % answers.length : Math.min(index, answers.length - 1)];
  if (answer === undefined) throw new Error('a receiver without answers');
  return answer;
}

function isLoop([word, ...more]: readonly Word[]): boolean {
  return word?.name === null && word.value === 'loop' && more.length === 0;
}

function readAnswer(words: readonly Word[], index: number): readonly ScriptedAnswer[] {
  if (words.length === 0)
    throw wrong(`has nothing as answer ${index + 1}`, 'Two commas follow one another, or one ends the list.');
  let answer: ScriptedAnswer = {
    text: words.map(({ text }) => text).join(' '),
    status: 200,
    headers: words.flatMap(readHeader),
    body: { kind: 'text', text: '' },
    delayMs: 0,
    ending: 'whole',
  };
  let times = 1;
  for (const word of words) {
    if (word.name === null && /^x\d{1,5}$/.test(word.value)) times = Number(word.value.slice(1));
    else answer = { ...answer, ...readWord(word) };
  }
  if (times === 0 || times > maxAnswers) throw wrong(`has x${times}; expected x1 to x${maxAnswers}`);
  return Array<ScriptedAnswer>(times).fill(answer);
}

function readWord({ name, value, text }: Word): Partial<ScriptedAnswer> {
  switch (name) {
    case null:
      return readBareWord(value, text);
    case 'delay':
      return { delayMs: readNumber(text, value, maxDelayMs) };
    case 'size':
      return { body: { kind: 'size', bytes: readNumber(text, value, maxBodyBytes) } };
    case 'body':
      return { body: value.startsWith('@') ? { kind: 'file', path: value.slice(1) } : { kind: 'text', text: value } };
    default:
      if (isHeaderName(name)) return {};
      throw wrong(
        `has ${JSON.stringify(text)}`,
        suggest(name, names),
        'A header has a hyphen in its name, or is location.',
      );
  }
}

function readBareWord(value: string, text: string): Partial<ScriptedAnswer> {
  const ending = endings.find((known) => known === value);
  if (ending !== undefined) return { ending };
  if (/^[2-9]\d\d$/.test(value)) return { status: Number(value) };
  if (/^\d+$/.test(value)) throw wrong(`has the status ${value}; expected 200 to 999`);
  const next = value === 'loop' ? 'loop stands alone, after the last comma.' : suggest(value, [...endings, 'loop']);
  throw wrong(`has ${JSON.stringify(text)}`, next);
}

function readHeader({ name, value, text }: Word): ScriptedAnswer['headers'] {
  if (name === null || !isHeaderName(name)) return [];
  if (/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return [[name, value]];
  throw wrong(`has a header value that HTTP forbids: ${JSON.stringify(text)}`);
}

/** Only such names count as headers, so that `dealy=500` is a mistake and no header. Lengths and codings are the server's. */
function isHeaderName(name: string): boolean {
  if (['content-length', 'transfer-encoding'].includes(name.toLowerCase())) return false;
  return name.toLowerCase() === 'location' || /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+$/.test(name);
}

function readNumber(text: string, value: string, most: number): number {
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
  if (number <= most) return number;
  throw wrong(`has ${JSON.stringify(text)}; expected a whole number of at most ${most}`);
}

function wrong(what: string, ...next: readonly string[]): HooksmithError {
  return new HooksmithError('ERR_USAGE', `--answers ${what}`, {
    next: [...next, 'Such as: --answers "503,429 retry-after=7,200 body=ok"'],
  });
}
