import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { makePageTasks, readConfig, serveTasks } from './serve-tasks.ts';

/** The hook in a bare process without any sandbox, loaded the way Node loads a module: what an author would call fast. */
const config = readConfig();
serveTasks(
  makePageTasks(config, (name) => {
    const file = config.hooks[name] ?? '';
    const text = `(function () { 'use strict'; ${readFileSync(file, 'utf8')}\n; return postSubmit; })()`;
    const hook: CallableFunction = new Script(text, { filename: file }).runInThisContext();
    return (page) => JSON.stringify(Reflect.apply(hook, undefined, [JSON.parse(page)]));
  }),
);
