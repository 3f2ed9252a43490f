import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { makePageTasks, readConfig, serveTasks } from './serve-tasks.ts';

/** A value inside QuickJS. */
interface Handle {
  dispose(): void;
}

/** The part of quickjs-emscripten that is used. */
interface QuickJs {
  getQuickJS(): Promise<{
    newContext(): {
      readonly undefined: Handle;
      evalCode(text: string): object;
      unwrapResult(result: object): Handle;
      newString(text: string): Handle;
      callFunction(call: Handle, self: Handle, ...args: readonly Handle[]): object;
      getString(handle: Handle): string;
    };
  }>;
}

/** quickjs-emscripten, one context kept, JSON text in and out: the fastest way to use it. */
async function main(): Promise<void> {
  const config = readConfig();
  const { getQuickJS }: QuickJs = createRequire(join(config.peers, 'package.json'))('quickjs-emscripten');
  const quickJs = await getQuickJS();
  serveTasks(
    makePageTasks(config, (name) => {
      const hook = readFileSync(config.hooks[name] ?? '', 'utf8');
      const vm = quickJs.newContext();
      const text = `(function () { 'use strict'; ${hook}\n; return (page) => JSON.stringify(postSubmit(JSON.parse(page))); })()`;
      const call = vm.unwrapResult(vm.evalCode(text));
      return (page) => {
        const given = vm.newString(page);
        const result = vm.unwrapResult(vm.callFunction(call, vm.undefined, given));
        const answer = vm.getString(result);
        given.dispose();
        result.dispose();
        return answer;
      };
    }),
  );
}

void main();
