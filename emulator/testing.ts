// hooksmith/testing is this file: builders are pure and live in sdk/, a replay starts processes and lives here, and a test
// should find both in one place.

export type { PageContract, PageOverrides, ResponseInputParts } from '../sdk/testing.ts';
export { lookupItem, page, responseInput, responseItem, storedError } from '../sdk/testing.ts';
export { assertPasses } from './testing/assert-passes.ts';
export type { ChaiParts, ChaiTools, LineClaim } from './testing/chai.ts';
export { hooksmithChai } from './testing/chai.ts';
export type { ReplayHookOptions } from './testing/replay-hook.ts';
export { replayHook } from './testing/replay-hook.ts';
export type { ReplayProjectOptions } from './testing/replay-project.ts';
export { replayProject } from './testing/replay-project.ts';
