export { HooksmithError, type ErrorCode, type ErrorPlace } from './errors.ts';
export { openRecording, type RecordingReader } from './recording/read.ts';
export { createRecording, type RecordingWriter } from './recording/write.ts';
export { type Progress, replay, type ReplayOptions, type ReplayTarget } from './replay/replay.ts';
export { runHook, type RunHookOptions, type RunHookResult } from './replay/run-hook.ts';
export { exitCodeOf, type Report, type Totals } from './report/report.ts';
export { formatJson } from './report/json.ts';
