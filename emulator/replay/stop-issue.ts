import type { Issue, SourcePosition } from '../../sdk/contract.ts';
import type { Stop } from '../sandbox/lane.ts';
import type { LoadedScript } from '../sandbox/script/load.ts';
import type { Part } from './cast.ts';
import type { Plan } from './plan-job.ts';

/** What a stopped page or script is told as: which limit it went beyond, and where to look. */
export function stopIssue({ reason, lastWords }: Stop, { limits, job }: Plan, part: Part | undefined): Issue {
  const rules = part?.contract.rules;
  switch (reason) {
    case 'timed-out': {
      const platformMs = part?.contract.limits.timeMs(job.assumptions) ?? null;
      const own = platformMs === null ? '' : `; the platform's own limit is ${platformMs} ms, ${rules?.time}`;
      const loops = part === undefined ? '' : listLoops(part.script);
      const message = `not finished within ${limits.timeoutMs} ms (--timeout-ms${own}): the page was stopped${loops}`;
      return { code: 'timed-out', rule: rules?.time ?? 'S-180', severity: 'error', path: '', message };
    }
    case 'out-of-memory': {
      const message = `used more memory than ${limits.memoryMb} MB (--memory-mb): the page was stopped`;
      return { code: 'out-of-memory', rule: rules?.memory ?? 'S-180', severity: 'error', path: '', message };
    }
    case 'crashed': {
      const message = `the process that ran the page ended by itself: ${lastWords.split('\n')[0] ?? ''}`;
      return { code: 'crashed', rule: 'S-180', severity: 'error', path: '', message };
    }
  }
}

/** Nobody sees where a runner was killed, but a page that does not end is most likely in a loop. */
export function stopAt({ reason }: Stop, { loopsAt, entryAt }: LoadedScript): SourcePosition {
  const [only, ...others] = loopsAt;
  return reason === 'timed-out' && only !== undefined && others.length === 0 ? only : entryAt;
}

const mostLoops = 5;

/** The loops to look at; more than a few say nothing, and a single one is where the finding points to. */
function listLoops({ loopsAt }: LoadedScript): string {
  if (loopsAt.length < 2 || loopsAt.length > mostLoops) return '';
  return `; loops that could run on: ${loopsAt.map(({ file, line }) => `${file}:${line}`).join(', ')}`;
}
