import { type FindingCode, findingCodes } from '../../sdk/codes.ts';
import type { AnyContract } from '../../sdk/contract.ts';
import type { Platform } from '../../sdk/platform.ts';
import { everyRule, findRule, platforms } from '../../sdk/platforms.ts';
import { listOptions, type Rule } from '../../sdk/rule.ts';
import type { Arguments, Command } from '../arguments.ts';
import { HooksmithError } from '../errors.ts';
import { suggest, suggestOfPlatform } from '../suggest.ts';
import { makeStyle } from '../terminal/style.ts';
import { coverPlatform, describeCoverage } from './explain-coverage.ts';

/** `hooksmith explain`: what a rule or a code says, where it comes from, how to mend a breach. Offline. */
export const explainCommand: Command = {
  name: 'explain',
  takes: '<rule, code, or platform/kind>',
  says: 'Says what a rule or code means and how to mend a breach, or which fields a hook or step has.',
  flags: {
    coverage: {
      type: 'string',
      value: 'PLATFORM',
      says: 'List the rules of a platform instead: which are modelled, and why the others are not.',
    },
    json: { type: 'boolean', says: 'Print it as JSON.' },
  },
  examples: [
    'hooksmith explain C-005',
    'hooksmith explain length-changed',
    'hooksmith explain trifacta/http-task',
    'hooksmith explain --coverage celigo',
  ],
  async run(given) {
    const platform = given.text('coverage');
    if (platform !== undefined) return explainCoverage(platform, given);
    const [word, ...more] = given.positionals;
    if (word === undefined || more.length > 0) {
      throw new HooksmithError('ERR_USAGE', `explain takes one rule id or code, got ${given.positionals.length}`, {
        next: [`Codes are: ${Object.keys(findingCodes).join(', ')}.`],
      });
    }
    const style = makeStyle(process.stdout);
    if (word.includes('/')) return explainNamed(word, given);
    const rule = findRule(word.toUpperCase());
    if (rule !== undefined) {
      process.stdout.write(
        given.has('json') ? `${JSON.stringify(rule, null, 2)}\n` : await explainRule(rule, style.bold),
      );
    } else if (isCode(word)) {
      const entry = { code: word, ...findingCodes[word], rules: rulesOf(word) };
      process.stdout.write(given.has('json') ? `${JSON.stringify(entry, null, 2)}\n` : explainCode(entry, style.bold));
    } else {
      throw new HooksmithError('ERR_USAGE', `there is no rule or code ${JSON.stringify(word)}`, {
        next: [suggest(word, knownWords(word))],
      });
    }
    return 0;
  },
};

/** `platform/hook` or `platform/step`: loaded only here, as it brings the schemas of all. */
async function explainNamed(word: string, given: Arguments): Promise<number> {
  const { describeKind, explainKind, kindNames } = await import('./explain-kind.ts');
  const kind = await explainKind(word);
  if (kind === undefined) {
    throw new HooksmithError('ERR_USAGE', `there is no hook or step ${JSON.stringify(word)}`, {
      next: [suggestOfPlatform(word, kindNames())],
    });
  }
  const { bold } = makeStyle(process.stdout);
  process.stdout.write(given.has('json') ? `${JSON.stringify(kind, null, 2)}\n` : describeKind(kind, bold));
  return 0;
}

function explainCoverage(platform: string, given: Arguments): number {
  const [word] = given.positionals;
  if (word !== undefined) {
    throw new HooksmithError('ERR_USAGE', `explain takes either a rule or code or --coverage, got both`, {
      next: [`hooksmith explain ${word}`, `hooksmith explain --coverage ${platform}`],
    });
  }
  const coverage = coverPlatform(platform);
  process.stdout.write(
    given.has('json')
      ? `${JSON.stringify(coverage, null, 2)}\n`
      : describeCoverage(coverage, makeStyle(process.stdout).bold),
  );
  return 0;
}

async function explainRule(rule: Rule, bold: (text: string) => string): Promise<string> {
  const settable = await findSettable();
  const { id, marks, says, source, fix, notModelled } = rule;
  return lines([
    `${bold(id)}  ${marks.join(', ')}`,
    says,
    ...(notModelled === undefined ? [] : [`Not modelled: ${notModelled}`]),
    ...(fix === undefined ? [] : [`Mend: ${fix}`]),
    ...listOptions(rule).map(
      ([name, preset]) => `Option: ${name}, default ${JSON.stringify(preset)}; ${explainOption(name, rule, settable)}`,
    ),
    `Source: ${source}`,
  ]);
}

function explainOption(name: string, { notModelled }: Rule, settable: ReadonlySet<string>): string {
  if (notModelled !== undefined) return 'without effect, as the rule is not modelled';
  return settable.has(name)
    ? `set it with --assume ${name}=… or "assumptions" in hooksmith.json`
    : 'fixed at the default so far';
}

function explainCode(
  entry: { readonly code: string; readonly says: string; readonly fix: string; readonly rules: readonly string[] },
  bold: (text: string) => string,
): string {
  return lines([
    bold(entry.code),
    entry.says,
    `Mend: ${entry.fix}`,
    ...(entry.rules.length === 0 ? [] : [`Rules: ${entry.rules.join(', ')}`]),
  ]);
}

/** The options that a contract, a step, a source of recordings, a stand-in, or a platform beside them lets the user choose. */
async function findSettable(): Promise<ReadonlySet<string>> {
  const all: readonly Platform[] = Object.values(platforms);
  const httpSteps = (await Promise.all(all.map((platform) => platform.httpSteps.load()))).flat();
  const standIns = await Promise.all(all.flatMap(({ standIn }) => (standIn === undefined ? [] : [standIn()])));
  const owners = all.flatMap((platform) => [
    platform,
    ...platform.hooks,
    ...platform.steps,
    ...platform.sources,
    ...platform.recorders,
  ]);
  return new Set([...owners, ...httpSteps, ...standIns].flatMap(({ assumptions = {} }) => Object.keys(assumptions)));
}

/** Rules that the contracts cite for a code. */
function rulesOf(code: FindingCode): readonly string[] {
  const contracts = Object.values(platforms).flatMap(({ hooks }): readonly AnyContract[] => hooks);
  if (code === 'length-changed') {
    const checks = contracts.flatMap((contract) => contract.checks);
    return [...new Set(checks.filter(({ name }) => name === 'keepsLength').map(({ rule }) => rule))];
  }
  const all = contracts.map(({ rules }) => rules);
  const keys: Partial<Record<FindingCode, keyof (typeof all)[number]>> = {
    'hook-threw': 'threw',
    'bad-shape': 'shape',
    'not-serializable': 'json',
    'too-large': 'size',
    'timed-out': 'time',
    'out-of-memory': 'memory',
    'not-a-function': 'entry',
    'undeclared-global': 'globals',
    'state-lost': 'state',
    'called-back-twice': 'callback',
    'never-called-back': 'callback',
    'late-error': 'promise',
  };
  const key = keys[code];
  return key === undefined ? [] : [...new Set(all.map((rules) => rules[key]))];
}

function isCode(word: string): word is FindingCode {
  return Object.hasOwn(findingCodes, word);
}

function knownWords(word: string): readonly string[] {
  const ids = everyRule.map(({ id }) => id);
  return /\d/.test(word) ? ids : Object.keys(findingCodes);
}

function lines(texts: readonly string[]): string {
  return `${texts.join('\n')}\n`;
}
