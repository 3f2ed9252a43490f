import type { AnyContract } from '../../sdk/contract.ts';
import { isJsonObject } from '../../sdk/json-object.ts';
import { recogniseContracts } from '../../sdk/platforms.ts';
import { HooksmithError } from '../errors.ts';
import { describeValue } from '../recording/line-check.ts';
import { getContract, nameHook } from '../replay/find-contract.ts';
import { replay } from '../replay/replay.ts';
import { replayInline } from '../replay/replay-inline.ts';
import type { HookTarget, TargetSettings } from '../replay/replay-options.ts';
import type { Report } from '../report/report.ts';
import { type TestOptions, tellNext, toPath } from './test-options.ts';

/** What to replay: a hook, and either pages or recordings. */
export interface ReplayHookOptions extends TestOptions, Pick<TargetSettings, 'setup' | 'mocks'> {
  /** The author's script: a path from the working directory, or a `file:` URL. */
  readonly script: string | URL;
  /** Name of the function; found by the platform's rule when absent. */
  readonly functionName?: string;
  /** The contract, such as `postSubmit` of `hooksmith/celigo`, or its name `celigo/postSubmit`; may be absent where pages or recordings tell. */
  readonly hook?: string | Pick<AnyContract, 'platform' | 'hook'>;
  /** What the platform passes to the hook, page by page. Nothing of it is written or redacted. */
  readonly pages?: readonly object[];
  /** What the hook is expected to give back for each of `pages`: a difference is a finding; undefined expects nothing. */
  readonly results?: readonly unknown[];
  /** Paths or `file:` URLs of recordings, in place of `pages`. */
  readonly recordings?: readonly (string | URL)[];
}

/**
 * Replays a hook in the sandbox and gives the report as data, as `hooksmith replay` does.
 *
 * @throws HooksmithError when script, pages, recordings or options cannot be used; what the hook does is in the report
 * @example
 * const report = await replayHook({ script: 'hooks/order-ids.ts', hook: postSubmit, pages: [page(postSubmit, 20)] });
 */
export function replayHook(options: ReplayHookOptions): Promise<Report> {
  return tellNext(async () => {
    const { script, functionName, hook, pages, results, recordings, setup, mocks, ...rest } = options;
    const target: Omit<HookTarget, 'recordings'> = {
      script: toPath('script', script),
      ...(functionName === undefined ? {} : { functionName }),
      ...(hook === undefined ? {} : { contract: nameOf(hook) }),
      ...(setup === undefined ? {} : { setup }),
      ...(mocks === undefined ? {} : { mocks }),
    };
    if ((pages === undefined) === (recordings === undefined)) {
      throw usage(`replayHook got ${pages === undefined ? 'neither pages nor' : 'both pages and'} recordings`, [
        'Give pages, such as [page("celigo/postSubmit", 20)], or the paths of recordings.',
      ]);
    }
    if (pages !== undefined) {
      const lines = toLines(pages, results ?? []);
      const contract = chooseContract(target.contract, pages);
      return replayInline({ contract, target, options: rest, name: '<pages>', form: 'recording', lines });
    }
    if (results !== undefined) {
      throw usage('results go with pages; a recording holds its own', ['Leave results out.']);
    }
    const paths = (recordings ?? []).map((path, index) => toPath(`recordings[${index}]`, path));
    if (paths.length === 0) throw usage('recordings is empty, so there is nothing to replay', ['Name a recording.']);
    return replay([{ ...target, recordings: paths }], rest);
  });
}

function nameOf(hook: NonNullable<ReplayHookOptions['hook']>): string {
  return typeof hook === 'string' ? hook : `${hook.platform}/${hook.hook}`;
}

function chooseContract(named: string | undefined, pages: readonly object[]): AnyContract {
  if (named !== undefined) return getContract(named);
  const [contract, ...others] = recogniseContracts(pages[0]);
  if (contract !== undefined && others.length === 0) return contract;
  throw usage(`pages[0] fits ${others.length > 0 ? 'several hooks' : 'no hook'}, and hook is not given`, [
    nameHook(pages[0]).replace('with --contract', 'with hook'),
  ]);
}

/** Page lines of a recording, which hold the expected results too. */
function toLines(pages: readonly object[], results: readonly unknown[]): readonly string[] {
  if (pages.length === 0) throw usage('pages is empty, so there is nothing to replay', ['Give at least one page.']);
  if (results.length > pages.length) {
    throw usage(`results has ${results.length} elements, pages has ${pages.length}`, [
      'Give one result for each page.',
    ]);
  }
  return pages.map((page, seq) => {
    if (!isJsonObject(page)) {
      throw usage(`pages[${seq}] is ${describeValue(page)}, expected what the platform passes: an object`, [
        'Build it with page("celigo/postSubmit", 20) of hooksmith/testing.',
      ]);
    }
    const options = toJson(`pages[${seq}]`, page);
    const result = toJson(`results[${seq}]`, results[seq]);
    return `{"kind":"page","seq":${seq},"options":${options}${result === undefined ? '' : `,"result":${result}`}}`;
  });
}

function toJson(what: string, value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new HooksmithError('ERR_USAGE', `${what} is no JSON value: ${why}`, {
      next: ['A platform passes plain JSON.'],
      cause,
    });
  }
}

function usage(message: string, next: readonly string[]): HooksmithError {
  return new HooksmithError('ERR_USAGE', message, { next });
}
