import type { SetupShape } from '#project-validators';
import type { Assumption, JsonValue, Setup } from '../../sdk/contract.ts';
import { explainShape, suggestKey } from '../delivery/explain-shape.ts';
import { HooksmithError } from '../errors.ts';
import { chooseAssumptions } from '../replay/assumptions.ts';
import type { TargetSettings } from '../replay/replay-options.ts';
import { showJson } from '../replay/show.ts';
import type { ProjectHook, ProjectStep } from './schema.ts';

/**
 * Checks what of a hook or step its schema alone cannot judge: the values of assumptions, and the setup.
 *
 * @throws HooksmithError `ERR_CONFIG` or `ERR_USAGE` that names the key and the nearest one.
 */
export function checkSettings(
  { assumptions, setup }: ProjectHook | ProjectStep,
  owner: string,
  known: Readonly<Record<string, Assumption>>,
  shape: SetupShape | undefined,
): void {
  chooseAssumptions(owner, known, toJson(assumptions));
  if (setup === undefined) return;
  if (shape === undefined) {
    throw new HooksmithError('ERR_CONFIG', `${owner} has no setup, got ${showJson(setup)}`, {
      next: ['Remove "setup".'],
    });
  }
  if (shape.validate(setup)) return;
  const errors = shape.validate.errors ?? [];
  throw new HooksmithError('ERR_CONFIG', explainShape(errors, 'setup'), {
    next: [suggestKey(errors, shape.schema) ?? `hooksmith explain ${owner} tells how it may be configured.`],
  });
}

/** What an entry says of how its target is attached and judged. */
export function settingsOf(entry: ProjectHook | ProjectStep): TargetSettings {
  const { assumptions, setup, moduleState, timeoutMs, memoryMb } = entry;
  return {
    ...(assumptions === undefined ? {} : { assumptions: toJson(assumptions) }),
    ...(setup === undefined ? {} : { setup: toJson(setup) }),
    ...(moduleState === undefined ? {} : { moduleState }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(memoryMb === undefined ? {} : { memoryMb }),
  };
}

/** The file was parsed from JSON, so its open parts hold JSON. */
export function toJson(value: Readonly<Record<string, unknown>> = {}): Setup {
  return value as Readonly<Record<string, JsonValue>>;
}
