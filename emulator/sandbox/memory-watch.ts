import { readFileSync } from 'node:fs';

/** What a runner may use beyond V8's old space before it is killed: code, stacks and array buffers. */
export const rssSlackMb = 160;

/**
 * Resident memory of a process in bytes, or null where the system does not tell cheaply.
 * Linux: `VmRSS` of `/proc/<pid>/status` (S-178). On other systems only V8's own limit holds a runner.
 */
export function readResidentBytes(pid: number): number | null {
  if (process.platform !== 'linux') return null;
  try {
    const match = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
    return match === null ? null : Number(match[1]) * 1_024;
  } catch {
    return null;
  }
}
