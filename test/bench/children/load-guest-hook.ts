import { type Guest, loadGuest } from '../../../emulator/sandbox/compartment.ts';
import { postSubmit } from '../../../sdk/celigo/post-submit.ts';
import type { ChildConfig } from './serve-tasks.ts';

/** Loads a hook as a runner does. Import `emulator/sandbox/lockdown.ts` before this file. */
export function loadGuestHook(config: ChildConfig, name: string): Guest & { readonly hook: CallableFunction } {
  const script = config.guests[name];
  if (script === undefined) throw new Error(`there is no hook ${name}`);
  const page = { now: () => 0, random: () => 0.5, log: () => undefined, call: () => undefined };
  const guest = loadGuest(script, { calls: postSubmit.calls, page, implicitGlobals: true });
  const { hook, problem } = guest;
  if (hook === null) throw new Error(`the hook ${name} did not load: ${problem?.message}`);
  return { ...guest, hook };
}
