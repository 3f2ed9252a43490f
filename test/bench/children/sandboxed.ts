import '../../../emulator/sandbox/lockdown.ts';
import { loadGuestHook } from './load-guest-hook.ts';
import { makePageTasks, readConfig, serveTasks } from './serve-tasks.ts';

/** The core of the sandbox: parse, hook in its compartment, stringify. */
const config = readConfig();
const { parse, stringify } = JSON;
serveTasks(
  makePageTasks(config, (name) => {
    const { hook } = loadGuestHook(config, name);
    return (text) => stringify(Reflect.apply(hook, undefined, [parse(text)]));
  }),
);
