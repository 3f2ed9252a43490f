import { dirname, join, relative, resolve } from 'node:path';
import type { NamedTarget } from '../project/targets.ts';
import type { ReplayOptions } from '../replay/replay-options.ts';
import { makeReport } from '../report/build.ts';
import { exitCodeOf, type Report } from '../report/report.ts';
import { makeScriptLoader } from '../sandbox/script/script-loader.ts';
import { openWarmPools } from '../sandbox/warm-pools.ts';
import { compareRuns, listWrongPages, type RunDifferences } from './compare-runs.ts';
import { watchFiles } from './file-watch.ts';
import { runUnit, type UnitState } from './run-unit.ts';
import { findScriptFiles, type ScriptFiles } from './script-files.ts';
import { findTouched, listUnits, scriptsOf, type Unit } from './unit.ts';

/** What is watched. */
export interface Watched {
  readonly targets: readonly NamedTarget[];
  /** `hooksmith.json`; null when a script and recordings were named. */
  readonly config: string | null;
  /** Folders in which new files would be recordings. */
  readonly folders: readonly string[];
}

/** A unit that was run, and what is different in it. */
export interface RanUnit {
  readonly unit: Unit;
  readonly before: UnitState | null;
  readonly now: UnitState;
  /** Null when this run or the one before could not be judged, so that there is nothing to compare. */
  readonly differences: RunDifferences | null;
}

/** A run that has ended. */
export interface EndedRun {
  /** From 1; runs that a save cut short do not count. */
  readonly number: number;
  /** What was run, with those of runs that this one took the place of. */
  readonly ran: readonly RanUnit[];
  /** Files whose change led to it, relative to the working folder; empty when it was asked for. */
  readonly changed: readonly string[];
  readonly durationMs: number;
}

/** Where a run is. */
export interface RunProgress {
  readonly name: string;
  readonly pages: number;
  /** Pages in all, where an earlier run has counted them. */
  readonly ofPages: number | null;
}

/** Who is told what happens. */
export interface Told {
  onRunning(progress: RunProgress): void;
  onUnit(ran: RanUnit): void;
  onEnd(run: EndedRun): void;
  /** Nothing is left to run. */
  onWaiting(): void;
  /** The project cannot be read now, and what was known of it stays; null when it can be read again. */
  onProblem(error: unknown): void;
}

/** A watch that goes on until it is closed. */
export interface Session {
  /** Runs what is stale, waits for changes, and so on; ends when the session is closed. Throws what is our own fault. */
  run(): Promise<void>;
  /** Runs the units again for which `which` holds; what runs now is begun anew. */
  rerun(which: (state: UnitState | null) => boolean): void;
  /** Does something when nothing runs, such as asking the user. */
  whenQuiet(task: () => Promise<void>): void;
  /** The report of everything as it is now: that of a replay of it all. Units that were refused are not in it. */
  report(): Report;
  /** The units that cannot be run, with the reason of each. */
  refused(): readonly (Extract<UnitState, { status: 'refused' }> & { readonly unit: Unit })[];
  /** Pages with an error, in the order of the replay. */
  wrongPages(): readonly { readonly unit: Unit; readonly page: number }[];
  readonly targets: readonly NamedTarget[];
  /** That of a replay: 2 when something cannot be run or judged, 1 for errors, else 0. */
  exitCode(): 0 | 1 | 2;
  close(): void;
}

/** Files beside `hooksmith.json` by which a build goes. */
const buildFiles = ['package.json', 'tsconfig.json'];

/**
 * Opens a watch: it replays all there is and then, after each change, what the change touches, with the same result as a
 * replay that starts afresh. `find` looks what there is to replay; throws what it throws when it is called first.
 */
export function openSession(given: { find(): Watched; readonly options: ReplayOptions; readonly told: Told }): Session {
  const { find, options, told } = given;
  const pools = openWarmPools();
  const states = new Map<string, UnitState>();
  const scripts = new Map<string, ScriptFiles>();
  const tasks: (() => Promise<void>)[] = [];
  let watched = find();
  let units = listUnits(watched.targets);
  let stale = new Set(units.map(({ key }) => key));
  let changed: readonly string[] = [];
  let ran: readonly RanUnit[] = [];
  let running: AbortController | null = null;
  /** Scripts that may be made of other files than `scripts` says. */
  let unlearned = new Set<string>();
  /** When the first run began that may have read such files. */
  let unlearnedSince: number | null = null;
  let isBroken = false;
  let runs = 0;
  let closed = false;
  let wake: () => void = () => undefined;
  const files = watchFiles({ onChange: takeChange });
  files.follow(listFiles());

  function listFiles(): readonly string[] {
    const own = watched.targets.flatMap(({ target }) => [...target.recordings, ...scriptsOf(target)]);
    const parts = [...scripts.values()].flatMap((script) => [...script.files, ...script.missing]);
    const config = watched.config === null ? [] : [watched.config, ...buildFilesOf(watched)];
    return [...new Set([...own, ...parts, ...config, ...watched.folders].map((path) => resolve(path)))];
  }

  function takeChange(paths: readonly string[]): void {
    const before = new Map(units.map((unit) => [unit.key, unit]));
    try {
      watched = find();
      if (isBroken) told.onProblem(null);
      isBroken = false;
    } catch (error) {
      isBroken = true;
      told.onProblem(error);
    }
    units = listUnits(watched.targets);
    const keys = new Set(units.map(({ key }) => key));
    for (const key of states.keys()) if (!keys.has(key)) states.delete(key);
    const touchesAll = buildFilesOf(watched).some((file) => paths.includes(file));
    const touched = touchesAll
      ? units
      : findTouched(units, { files: new Set(paths), before, filesOf: (script) => filesOf(script) });
    stale = new Set([...stale, ...touched.map(({ key }) => key)].filter((key) => keys.has(key)));
    const others = [...scripts.keys()].filter((script) => filesOf(script).some((file) => paths.includes(file)));
    unlearned = new Set([...unlearned, ...others]);
    files.follow(listFiles());
    if (touched.length === 0) return;
    const added = units.filter(({ key }) => !before.has(key)).map(({ recording }) => resolve(recording));
    const shown = [...paths.filter((path) => !watched.folders.includes(path)), ...added].map((path) =>
      relative(process.cwd(), path),
    );
    changed = [...new Set([...changed, ...shown])];
    restart();
  }

  function filesOf(script: string): readonly string[] {
    const known = scripts.get(script);
    return known === undefined ? [resolve(script)] : [...known.files, ...known.missing];
  }

  function restart(): void {
    running?.abort();
    wake();
  }

  /** Runs what is stale, target by target. */
  async function runStale(): Promise<void> {
    const startedAt = performance.now();
    unlearnedSince ??= Date.now();
    const controller = new AbortController();
    running = controller;
    const names = [...new Set(units.filter(({ key }) => stale.has(key)).map(({ name }) => name))];
    try {
      for (const name of names) await runTarget(name, controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
      return;
    } finally {
      running = null;
    }
    runs += 1;
    const run = { number: runs, ran, changed, durationMs: performance.now() - startedAt };
    ran = [];
    changed = [];
    told.onEnd(run);
    await learnScripts();
  }

  async function runTarget(name: string, signal: AbortSignal): Promise<void> {
    const own = units.filter((unit) => unit.name === name && stale.has(unit.key));
    const counts = own.map(({ key }) => pagesOf(states.get(key)));
    const ofPages = counts.every((count) => count !== null) ? counts.reduce((sum, count) => sum + count, 0) : null;
    const load = makeScriptLoader();
    const pool = pools.take(name);
    let done = 0;
    told.onRunning({ name, pages: 0, ofPages });
    try {
      for (const unit of own) {
        const onProgress = ({ pages }: { readonly pages: number }): void =>
          told.onRunning({ name, pages: done + pages, ofPages });
        const now = await runUnit(unit, { options, pool, load, signal, onProgress });
        signal.throwIfAborted();
        const before = states.get(unit.key) ?? null;
        const one = { unit, before, now, differences: compareStates(before, now) };
        states.set(unit.key, now);
        stale.delete(unit.key);
        done += pagesOf(now) ?? 0;
        ran = [...ran.filter((other) => other.unit.key !== unit.key), one];
        told.onUnit(one);
      }
    } finally {
      pools.giveBack(name, pool);
    }
  }

  /** Finds out which files the scripts are made of, while nobody waits for it. */
  async function learnScripts(): Promise<void> {
    const present = new Set(watched.targets.flatMap(({ target }) => scriptsOf(target)));
    for (const script of scripts.keys()) if (!present.has(script)) scripts.delete(script);
    for (const script of present) {
      if (scripts.has(script) && !unlearned.has(script)) continue;
      unlearned.delete(script); // a change that comes meanwhile adds it again
      scripts.set(script, await findScriptFiles(script));
    }
    files.follow(listFiles(), unlearnedSince ?? undefined);
    unlearnedSince = null;
  }

  return {
    async run() {
      try {
        while (!closed) {
          const woken = new Promise<void>((resolve) => {
            wake = resolve;
          });
          if (stale.size > 0) {
            await runStale();
            continue;
          }
          const task = tasks.shift();
          if (task !== undefined) {
            await task();
            continue;
          }
          told.onWaiting();
          pools.warm();
          await woken;
        }
      } catch (error) {
        if (!closed) throw error;
      } finally {
        files.close();
        pools.dispose();
      }
    },
    rerun(which) {
      stale = new Set([...stale, ...units.map(({ key }) => key).filter((key) => which(states.get(key) ?? null))]);
      if (stale.size > 0) restart();
    },
    whenQuiet(task) {
      tasks.push(task);
      wake();
    },
    report() {
      const report = makeReport(options);
      let durationMs = 0;
      for (const { key } of units) {
        const state = states.get(key);
        if (state?.status !== 'judged') continue;
        report.absorb(state.parts);
        durationMs += state.report.durationMs;
      }
      return report.build({ durationMs, stoppedEarly: null });
    },
    refused: () =>
      units.flatMap((unit) => {
        const state = states.get(unit.key);
        return state?.status === 'refused' ? [{ ...state, unit }] : [];
      }),
    wrongPages: () =>
      units.flatMap((unit) => {
        const state = states.get(unit.key);
        const findings = state?.status === 'judged' ? state.report.findings : [];
        return listWrongPages(findings).map(({ page }) => ({ unit, page }));
      }),
    get targets() {
      return watched.targets;
    },
    exitCode() {
      return this.refused().length > 0 ? 2 : exitCodeOf(this.report());
    },
    close() {
      closed = true;
      restart();
    },
  };
}

function compareStates(before: UnitState | null, now: UnitState): RunDifferences | null {
  if (now.status !== 'judged') return null;
  return compareRuns(before?.status === 'judged' ? before : null, now);
}

function pagesOf(state: UnitState | null | undefined): number | null {
  return state?.status === 'judged' ? state.report.totals.pages : null;
}

function buildFilesOf({ config }: Watched): readonly string[] {
  return config === null ? [] : buildFiles.map((name) => join(dirname(resolve(config)), name));
}
