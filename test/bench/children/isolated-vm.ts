import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { makePageTasks, readConfig, serveTasks } from './serve-tasks.ts';

/** The part of isolated-vm that is used. */
interface IsolatedVm {
  readonly Isolate: new (options: {
    readonly memoryLimit: number;
  }) => {
    createContextSync(): {
      evalSync(
        text: string,
        options: { readonly reference: true },
      ): { applySync(self: undefined, args: readonly string[]): string };
    };
  };
}

/** isolated-vm, one isolate and context kept, JSON text in and out: the fastest way to use it. */
const config = readConfig();
const ivm: IsolatedVm = createRequire(join(config.peers, 'package.json'))('isolated-vm');
serveTasks(
  makePageTasks(config, (name) => {
    const hook = readFileSync(config.hooks[name] ?? '', 'utf8');
    const context = new ivm.Isolate({ memoryLimit: 256 }).createContextSync();
    const text = `(function () { 'use strict'; ${hook}\n; return (page) => JSON.stringify(postSubmit(JSON.parse(page))); })()`;
    const call = context.evalSync(text, { reference: true });
    return (page) => call.applySync(undefined, [page]);
  }),
);
