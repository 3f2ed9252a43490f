import { join, relative, resolve } from 'node:path';
import { chooseAssumptions } from '../replay/assumptions.ts';
import { getContract } from '../replay/find-contract.ts';
import type { HookTarget, ReplayOptions } from '../replay/replay-options.ts';
import type { ScriptNotice } from '../sandbox/script/guest-script.ts';
import { readVersion } from '../version.ts';
import { assembleScript, hashFiles, portable } from './assemble.ts';
import type { ScriptPart } from './bundle-script.ts';
import { type Comparison, compareReplays } from './compare-replays.ts';
import { makeScript } from './make-script.ts';
import type { MappedText } from './mapped-text.ts';

/** A hook to build. */
export interface HookToBuild {
  /** Its name, which is that of the built file as well. */
  readonly name: string;
  readonly target: HookTarget & { readonly contract: string };
}

/** How to build. */
export interface BuildOptions {
  /** Folder of the built scripts. */
  readonly out: string;
  /** Folder from which headers name the sources: that of the project. */
  readonly base: string;
  readonly minify: boolean;
  readonly assumptions: NonNullable<ReplayOptions['assumptions']>;
  /** Options of the replays of the built scripts; null leaves them out. */
  readonly replay: ReplayOptions | null;
}

/** A script that was built: of a hook, or of a stage of a step. */
export interface BuiltHook {
  /** That of the built file: the hook's own, and `orders.preMap` for the stage preMap of the step orders. */
  readonly name: string;
  /** Whose stage the script is; null for a hook. */
  readonly stageOf: { readonly step: string; readonly stage: string } | null;
  /** `celigo/postSubmit` and the like. */
  readonly contract: string;
  readonly script: string;
  /** Name of the function on the platform; `module.exports` where it has none. */
  readonly function: string;
  /** Path of the built script; its map is beside it, with `.map` behind the name. */
  readonly out: string;
  /** Whether it was written: what behaves in another way than its source is not. */
  readonly written: boolean;
  readonly bytes: number;
  /** The level of the language that it was written for, and the rule of the level; null for a script that stayed as it was. */
  readonly language: { readonly level: string; readonly rule: string } | null;
  /** Of the sources, as in the header. */
  readonly sha256: string;
  readonly parts: readonly ScriptPart[];
  readonly notices: readonly ScriptNotice[];
  /** How it did on the recordings, for a stage those of the whole step; null when it was not replayed. */
  readonly comparison: Comparison | null;
}

/** A built script in memory. */
export interface Ready {
  readonly facts: Omit<BuiltHook, 'stageOf' | 'written' | 'comparison'>;
  readonly target: HookTarget;
  readonly files: readonly string[];
  readonly built: MappedText;
}

/** Builds one hook, in memory alone. Throws HooksmithError for what cannot be built. */
export async function buildOne({ name, target }: HookToBuild, options: Omit<BuildOptions, 'replay'>): Promise<Ready> {
  const contract = getContract(target.contract);
  const { script: file, functionName } = target;
  const assumptions = chooseAssumptions(target.contract, contract.assumptions, {
    ...target.assumptions,
    ...options.assumptions,
  });
  const made = await makeScript({ file, functionName, contract, assumptions, minify: options.minify });
  const sha256 = await hashFiles(made.files, options.base);
  const header = {
    source: portable(relative(options.base, resolve(file))),
    contract: target.contract,
    version: readVersion(),
    sha256,
    fileCount: made.files.length,
  };
  const built = assembleScript(made, header, `${name}.js.map`);
  return {
    target,
    files: made.files,
    built,
    facts: {
      name,
      contract: target.contract,
      script: file,
      function: made.functionName,
      out: join(options.out, `${name}.js`),
      bytes: Buffer.byteLength(built.text),
      language: made.level === null ? null : { level: made.level, rule: contract.calls.language.rule },
      sha256,
      parts: made.parts,
      notices: made.notices,
    },
  };
}

/** Replays what was built beside its source; null for a hook without recordings. */
export async function tryOut(
  { target, facts, built }: Omit<Ready, 'files'>,
  options: ReplayOptions,
): Promise<Comparison | null> {
  if (target.recordings.length === 0) return null;
  const script = { text: built.text, map: JSON.stringify(built.map) };
  // A function without a name has one in the built script.
  const named = facts.function === 'module.exports' ? {} : { functionName: facts.function };
  return compareReplays(target, { ...target, ...named, built: script }, options);
}
