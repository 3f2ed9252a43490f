import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyContract, JsonValue } from '../../sdk/contract.ts';
import { listOptions, type Rule } from '../../sdk/rule.ts';

/** Options as a table writes them: the rules that have one, its name and its default. */
export type OptionRow = readonly [rules: string, option: string, preset: JsonValue];

const tests = join(import.meta.dirname, '..');

/** The ids that `101-105 110` stands for, each with the letter of its platform. */
export function expandIds(letter: string, rows: string): readonly string[] {
  return rows.split(' ').flatMap((row) => {
    const [first = 0, last = first] = row.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => toId(letter, first + index));
  });
}

/** All options of rules, sorted, in the form of `expandOptions`. */
export function optionsOf(rules: readonly Rule[]): readonly (readonly unknown[])[] {
  return sortRows(rules.flatMap((rule) => listOptions(rule).map(([name, preset]) => [rule.id, name, preset])));
}

/** The rows of a table with one row for each rule, sorted. */
export function expandOptions(rows: readonly OptionRow[]): readonly (readonly unknown[])[] {
  return sortRows(rows.flatMap(([ids, name, preset]) => ids.split(' ').map((id) => [id, name, preset])));
}

/** Rows in an order that depends on nothing but themselves. */
export function sortRows<Row extends readonly unknown[]>(rows: readonly Row[]): readonly Row[] {
  return [...rows].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

/** The text of every file with tests, or of those in some folders, but of the one that asks. */
export function readTests(asking: string, folders: readonly string[] = ['.']): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(tests, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.[cm]?ts$|\.[cm]js$/.test(name))
      .map((name) => join(tests, folder, name))
      .filter((file) => file !== asking)
      .map((file) => readFileSync(file, 'utf8')),
  );
}

/** What the examples of contracts show; each of them runs as a test. */
export function readExamples(hooks: readonly AnyContract[]): readonly string[] {
  return hooks.flatMap(({ examples, antiExamples }) =>
    [examples.input, examples.output, antiExamples.input, antiExamples.output].flat().map(({ shows }) => shows),
  );
}

/** The ids that texts name one by one. */
export function idsIn(letter: string, texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.match(new RegExp(`${letter}-\\d{3}`, 'g')) ?? []);
}

/** The ids that texts name as a row, by the first, the word "to" and the last. */
export function rowsIn(letter: string, texts: readonly string[]): readonly string[] {
  const row = new RegExp(`${letter}-(\\d{3}) to ${letter}-(\\d{3})`, 'g');
  return texts.flatMap((text) =>
    [...text.matchAll(row)].flatMap(([, first, last]) => expandIds(letter, `${Number(first)}-${Number(last)}`)),
  );
}

/** Rules that are acted on and that no test cites. */
export function findUnproved(rules: readonly Rule[], cited: readonly string[]): readonly string[] {
  const known = new Set(cited);
  return rules.filter(({ id, notModelled }) => notModelled === undefined && !known.has(id)).map(({ id }) => id);
}

/** What to do about rules that no test cites. */
export function adviseUnproved(ids: readonly string[]): string {
  return `no test cites ${ids.join(' ')}: name each in the test that proves it, or say why not modelled`;
}

function toId(letter: string, number: number): string {
  return `${letter}-${String(number).padStart(3, '0')}`;
}
