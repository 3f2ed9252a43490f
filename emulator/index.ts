export { type ErrorCode, type ErrorPlace, HooksmithError } from './errors.ts';
export { openRecording, type RecordingReader } from './recording/read.ts';
export { createRecording, type RecordingWriter } from './recording/write.ts';
export { replay } from './replay/replay.ts';
export type { Progress, ReplayOptions, ReplayTarget } from './replay/replay-options.ts';
export { type RunHookOptions, type RunHookResult, runHook } from './replay/run-hook.ts';
export { formatJson } from './report/json.ts';
export { exitCodeOf, type Report, type Totals } from './report/report.ts';
export { type OpenReceiver, type OpenReceiverOptions, openReceiver } from './server/receiver.ts';
