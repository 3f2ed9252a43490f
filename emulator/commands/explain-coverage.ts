import { platforms } from '../../sdk/platforms.ts';
import type { Rule } from '../../sdk/rule.ts';
import { HooksmithError } from '../errors.ts';
import { suggest } from '../suggest.ts';

/** What hooksmith does about one rule. */
interface CoveredRule extends Pick<Rule, 'id' | 'marks' | 'option' | 'default' | 'moreOptions'> {
  readonly modelled: boolean;
  /** Why it is not modelled; null when it is. */
  readonly reason: string | null;
}

/** The rules of a platform, each with what hooksmith does about it: what `explain --coverage` prints. */
export interface Coverage {
  readonly platform: string;
  readonly rules: readonly CoveredRule[];
}

/** Takes stock of a platform's rules; throws ERR_USAGE, with the nearest name, when there is no such platform. */
export function coverPlatform(name: string): Coverage {
  const platform = Object.values(platforms).find((candidate) => candidate.name === name);
  if (platform === undefined) {
    throw new HooksmithError('ERR_USAGE', `there is no platform ${JSON.stringify(name)}`, {
      next: [suggest(name, Object.keys(platforms))],
    });
  }
  return { platform: name, rules: platform.rules.map(cover).sort((a, b) => a.id.localeCompare(b.id)) };
}

/** The text for people: counts, the rules that are not modelled under their reasons, the ids of the others. */
export function describeCoverage({ platform, rules }: Coverage, bold: (text: string) => string): string {
  const modelled = rules.filter((rule) => rule.modelled);
  const byReason = new Map<string, string[]>();
  for (const { id, reason } of rules) {
    if (reason !== null) byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  }
  const counts = `${rules.length} rules, ${modelled.length} modelled, ${rules.length - modelled.length} not modelled`;
  const others = [...byReason].map(([reason, ids]) => `\n${reason}\n${wrapIds(ids)}`);
  return [
    bold(`${platform}: ${counts}`),
    ...(others.length === 0 ? [] : [`\n${bold('Not modelled')}`, ...others]),
    `\n${bold('Modelled')}\n${wrapIds(modelled.map(({ id }) => id))}\n`,
  ].join('\n');
}

function cover({ id, marks, option, default: preset, moreOptions, notModelled }: Rule): CoveredRule {
  return {
    id,
    marks,
    modelled: notModelled === undefined,
    reason: notModelled ?? null,
    ...(option === undefined ? {} : { option, default: preset ?? null }),
    ...(moreOptions === undefined ? {} : { moreOptions }),
  };
}

/** Ids in lines of at most 100 characters; three and more in a row are drawn together: `C-001 to C-016`. */
function wrapIds(ids: readonly string[]): string {
  const lines: string[] = [];
  for (const run of drawTogether(ids)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + run.length + 2 <= 100) lines[lines.length - 1] = `${line}, ${run}`;
    else lines.push(`  ${run}`);
  }
  return lines.join(',\n');
}

function drawTogether(ids: readonly string[]): readonly string[] {
  const runs: string[][] = [];
  for (const id of ids) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && numberOf(id) === numberOf(last) + 1) run.push(id);
    else runs.push([id]);
  }
  return runs.flatMap((run) => (run.length < 3 ? run : `${run[0]} to ${run.at(-1)}`));
}

function numberOf(id: string): number {
  return Number(id.slice(id.indexOf('-') + 1));
}
