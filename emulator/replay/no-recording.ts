import type { RecordingFacts } from './plan-job.ts';

/** What a plan and a report ask of a recording, for calls that no recording holds. */
export function withoutRecording(given: {
  readonly path: string;
  readonly seed?: string;
  readonly sizeBytes?: number;
}): RecordingFacts {
  const { path, seed = '0'.repeat(16), sizeBytes = 0 } = given;
  return {
    path,
    form: 'options',
    header: { platform: null, hook: null, createdAt: null, step: null, setup: {} },
    seed,
    sizeBytes,
    identity: { device: 0, inode: 0, size: 0 },
    notice: null,
    verify: () => undefined,
  };
}
