import type { LogLine } from '../http/http-step.ts';

/** Said once in a run that signs (T-187). */
export function signatureNotice(isSigned: boolean): readonly LogLine[] {
  const text = 'signature layout not confirmed by public documentation';
  return isSigned ? [{ at: 0, level: 'INFO', text, rule: 'T-187' }] : [];
}
