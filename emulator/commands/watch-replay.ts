import type { Arguments } from '../arguments.ts';
import { HooksmithError } from '../errors.ts';
import { describeFailure } from '../failure.ts';
import { replayInto } from '../replay/replay.ts';
import type { ReplayOptions } from '../replay/replay-options.ts';
import { openResultUpdates } from '../replay/update-results.ts';
import type { Report } from '../report/report.ts';
import { formatTerminal, type TerminalOptions } from '../report/terminal.ts';
import { type Keys, readKeys } from '../terminal/keys.ts';
import { makeStatusLine } from '../terminal/status-line.ts';
import { type EndedRun, openSession, type RunProgress, type Session, type Watched } from '../watch/session.ts';
import { showPage } from '../watch/show-page.ts';
import { tellEnd, tellFindings, tellUnit } from '../watch/tell-run.ts';
import { acceptResults } from './accept-results.ts';

/** What a watch takes from the command. */
export interface WatchReplay {
  readonly given: Arguments;
  readonly options: ReplayOptions;
  /** Looks what there is to replay. */
  find(): Watched;
  /** How reports are shown; the command that replays one page again goes by what there is now. */
  readonly terminal: TerminalOptions;
}

const mostLines = 30;

/** A key and what it does. */
interface Key {
  readonly key: string;
  /** In the status line; null for a key that is not named there. */
  readonly hint: string | null;
  /** In the help; null for a key that needs none. */
  readonly says: string | null;
  press(): void;
}

/**
 * `hooksmith replay --watch`: replays, then again what each save touches, until it is told to quit; gives the exit code of
 * the last verdict, 130 for Control-C.
 */
export async function watchReplay({ given, options, find, terminal }: WatchReplay): Promise<number> {
  const { stdin, stdout, stderr } = process;
  const isJson = given.has('json');
  const isLive = !isJson && [stdin, stdout, stderr].every(({ isTTY }) => isTTY === true);
  const status = makeStatusLine({ results: stdout, talk: stderr, isLive });
  const { style } = terminal;
  let code: number | null = null;
  let isFirst = true;
  /** Of the present run. */
  let said = { lines: 0, errors: new Set<string>() };
  let shown: { readonly key: string; readonly page: number } | null = null;

  const session = openSession({
    find,
    options,
    told: {
      onRunning: ({ name, pages, ofPages }) => status.show(`running ${name}`, describePages({ pages, ofPages })),
      onUnit(ran) {
        if (ran.now.status === 'refused') tellOnce(ran.now.error);
        else if (!isJson && !isFirst) tellLines(tellUnit(ran, style));
      },
      onEnd(run) {
        const report = session.report();
        const refused = session.refused();
        if (isJson) status.print(`${JSON.stringify(toJson(run, report, refused))}\n`);
        else if (isFirst && report.totals.pages > 0) status.print(`${formatTerminal(report, terminal)}\n`);
        else {
          const unsaid = said.lines > mostLines ? `  … and ${said.lines - mostLines} more differences\n` : '';
          const end = tellEnd(run, report, style, { refused: refused.length });
          status.print(`${unsaid}${tellFindings(run.ran, terminal)}${end}`);
        }
        isFirst = false;
        said = { lines: 0, errors: new Set() };
      },
      onWaiting: () => status.show(waiting()),
      onProblem(error) {
        if (error === null) {
          status.say('hooksmith.json can be read again\n');
          status.show(waiting());
        } else {
          status.say(describeFailure(error).text);
          status.show('hooksmith.json cannot be used; waiting for changes');
        }
      },
    },
  });

  function waiting(): string {
    const hints = keys.flatMap(({ hint }) => (hint === null ? [] : [hint]));
    return isLive ? `waiting for changes; ${hints.join(', ')}` : 'waiting for changes';
  }

  /** All recordings of a script that cannot be built are refused for the same reason. */
  function tellOnce(error: HooksmithError): void {
    const { text } = describeFailure(error);
    if (!said.errors.has(text)) status.say(text);
    said.errors.add(text);
  }

  /** A run in which everything differs must not fill the screen many times over. */
  function tellLines(lines: readonly string[]): void {
    const shown = lines.slice(0, Math.max(0, mostLines - said.lines));
    said.lines += lines.length;
    if (shown.length > 0) status.print(`${shown.join('\n')}\n`);
  }

  function stop(exitCode: number): void {
    code = exitCode;
    session.close();
  }

  async function accept(): Promise<void> {
    const updates = openResultUpdates();
    status.show('running all, to accept the results');
    try {
      const report = await replayInto(
        session.targets.map(({ target }) => target),
        options,
        updates,
      );
      status.hide();
      input?.suspend();
      const answer = await acceptResults(updates, report, { yes: false });
      if (answer === 130) stop(130);
    } catch (error) {
      if (!(error instanceof HooksmithError)) throw error;
      status.say(describeFailure(error).text);
    } finally {
      await updates.discard();
      input?.resume();
    }
  }

  function step(by: 1 | -1): void {
    session.whenQuiet(async () => {
      const pages = session.wrongPages();
      const at = pages.findIndex(({ unit, page }) => unit.key === shown?.key && page === shown.page);
      const from = at === -1 && by === -1 ? 0 : at;
      const next = pages[(from + by + pages.length) % Math.max(1, pages.length)];
      if (next === undefined) {
        status.print('no page fails\n');
        return;
      }
      shown = { key: next.unit.key, page: next.page };
      status.show(`running page ${next.page} of ${next.unit.recording}`);
      try {
        status.print(`${await showPage(next.unit, next.page, options, terminal)}\n`);
      } catch (error) {
        if (!(error instanceof HooksmithError)) throw error;
        status.say(describeFailure(error).text);
      }
    });
  }

  const keys: readonly Key[] = [
    { key: 'a', hint: 'a all', says: 'runs everything', press: () => session.rerun(() => true) },
    { key: 'f', hint: 'f failed', says: 'runs again what failed or could not be run', press: rerunFailed },
    {
      key: 'n',
      hint: 'n/p page',
      says: 'shows the next failing page: its input, result and findings',
      press: () => step(1),
    },
    { key: 'p', hint: null, says: 'shows the failing page before', press: () => step(-1) },
    {
      key: 'u',
      hint: 'u accept',
      says: 'accepts the present results into the recordings, after asking',
      press: () => session.whenQuiet(accept),
    },
    {
      key: 'q',
      hint: 'q quit',
      says: 'quits with the exit code of the last verdict',
      press: () => stop(session.exitCode()),
    },
    { key: '?', hint: '? help', says: 'shows the keys', press: () => status.print(describeKeys(keys)) },
    { key: '\u0003', hint: null, says: null, press: () => stop(130) },
    { key: '\u0004', hint: null, says: null, press: () => stop(session.exitCode()) },
  ];

  function rerunFailed(): void {
    if (session.exitCode() === 0) status.print('nothing failed\n');
    else session.rerun((state) => state === null || state.status === 'refused' || state.report.errors > 0);
  }

  const input: Keys | null = isLive ? readKeys(stdin, (key) => keys.find((one) => one.key === key)?.press()) : null;
  try {
    await session.run();
    return code ?? session.exitCode();
  } finally {
    status.hide();
    input?.suspend();
  }
}

function describePages({ pages, ofPages }: Pick<RunProgress, 'pages' | 'ofPages'>): string {
  return ofPages === null ? `${pages} pages` : `${pages}/${ofPages} pages`;
}

function describeKeys(keys: readonly Key[]): string {
  return keys.flatMap(({ key, says }) => (says === null ? [] : [`  ${key}  ${says}\n`])).join('');
}

/** One line for each run: why it was run, what is different, what could not be run, and the report of everything. */
function toJson(
  run: EndedRun,
  report: Report,
  refused: ReturnType<Session['refused']>,
): Readonly<Record<string, unknown>> {
  const { durationMs, ...rest } = report;
  return {
    schema: 1,
    run: run.number,
    changed: run.changed,
    ran: run.ran.map(({ unit, differences }) => ({
      hook: unit.name,
      recording: unit.recording,
      ...(differences === null ? {} : { differences }),
    })),
    refused: refused.map(({ unit, error: { code, message, place, next } }) => ({
      hook: unit.name,
      recording: unit.recording,
      error: { code, message, ...place, next },
    })),
    report: { ...rest, durationMs: Math.round(durationMs) },
    durationMs: Math.round(run.durationMs),
  };
}
