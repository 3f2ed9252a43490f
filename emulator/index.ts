export type { NetworkProfile } from './delivery/address-guard.ts';
export { type SendStepOptions, type SentStep, sendStep } from './delivery/send-step.ts';
export type { StandIn } from './delivery/stand-in.ts';
export { type ErrorCode, type ErrorPlace, HooksmithError } from './errors.ts';
export { openRecording, type RecordingReader } from './recording/read.ts';
export { createRecording, type RecordingWriter } from './recording/write.ts';
export { replay } from './replay/replay.ts';
export type {
  BuiltScript,
  HookTarget,
  HttpStepTarget,
  PageResult,
  Progress,
  ReplayOptions,
  ReplayTarget,
  StepTarget,
} from './replay/replay-options.ts';
export { type RunHookOptions, type RunHookResult, runHook } from './replay/run-hook.ts';
export { formatJson } from './report/json.ts';
export { exitCodeOf, type Report, type SentPage, type Totals } from './report/report.ts';
export type { Inspect } from './sandbox/inspect.ts';
export type { CallMock, CallMocks } from './sandbox/match-call.ts';
export { type OpenReceiver, type OpenReceiverOptions, openReceiver } from './server/receiver.ts';
