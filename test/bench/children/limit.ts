import { makePageTasks, readConfig, serveTasks } from './serve-tasks.ts';

/** The physical limit on one core: parse the page, stringify its responseData, nothing between. */
serveTasks(makePageTasks(readConfig(), () => (text) => JSON.stringify(JSON.parse(text).responseData)));
