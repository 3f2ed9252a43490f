import type { Assumption, Assumptions, JsonValue } from '../../contract.ts';
import { isJsonObject } from '../../json-object.ts';

/** What a connector step leans on beside its scripts' contracts, with the names and defaults of the rules. */
export const connectorAssumptions = {
  flowExtraKeys: { rule: 'P-211', default: {} },
  headerMultiValue: { rule: 'P-214', default: 'join', choices: ['join', 'array'] },
  missingReturnKey: { rule: 'P-309', default: 'keep', choices: ['keep', 'clear'] },
  responsePayload: { rule: 'P-433', default: 'returnedElseRaw', choices: ['returnedElseRaw', 'raw'] },
  receivePayload: { rule: 'P-434', default: 'rawBody', choices: ['rawBody', 'extract'] },
  sendPayload: { rule: 'P-435', default: 'bySaveResponse', choices: ['bySaveResponse', 'outgoing', 'responseBody'] },
  responsePerPage: { rule: 'P-437', default: true },
  responseBeforePagination: { rule: 'P-438', default: true },
  preRequestPerAttempt: { rule: 'P-456', default: true },
  preRequestThrow: {
    rule: 'P-457',
    default: 'retryThenFailAttempt',
    choices: ['retryThenFailAttempt', 'retryThenFailStep'],
  },
  maxPages: { rule: 'P-469', default: 1000 },
  onStepRetriesExhausted: { rule: 'P-502', default: 'failFlow', choices: ['failFlow'] },
  flowRetryVersion: { rule: 'P-503', default: 'same', choices: ['same', 'latest'] },
  maxReauthPerRequest: { rule: 'P-506', default: 1 },
  reauthExhausted: { rule: 'P-506', default: 'asCode1', choices: ['asCode1', 'asCode3'] },
  reauthCountsAsStepRetry: { rule: 'P-507', default: false },
  responseScriptOnHttpError: { rule: 'P-513', default: true },
  responseScriptOnConnectionError: { rule: 'P-515', default: false },
  httpErrorWithoutScript: { rule: 'P-521', default: 'failAttempt', choices: ['failAttempt', 'continue'] },
  reauthOn401: { rule: 'P-522', default: false },
  responseScriptThrow: {
    rule: 'P-523',
    default: 'retry3ThenFailAttempt',
    choices: ['retry3ThenFailAttempt', 'failAttempt'],
  },
  tryCatchCodes: { rule: 'P-551', default: [1] },
  messageLevel: { rule: 'P-525', default: { '0': 'INFO', '*': 'ERROR' } },
  failedAttemptPayload: { rule: 'P-526', default: 'discard', choices: ['discard'] },
  keepStateOnRetry: { rule: 'P-561', default: true },
  keepPagesOnFailure: { rule: 'P-562', default: false },
  scriptRetries: { rule: 'P-602', default: 3 },
  connectorRetries: { rule: 'P-603', default: 2, choices: [0, 1, 2] },
  stepRetryDelayMs: { rule: 'P-607', default: 0 },
  scriptRetryDelayMs: { rule: 'P-607', default: 0 },
  connectorTimeoutMs: { rule: 'P-608', default: 30_000 },
  maxFlowRetries: { rule: 'P-611', default: 3 },
  flowRetryDelayMs: { rule: 'P-612', default: 0 },
  pinDrift: { rule: 'P-806', default: 'warn', choices: ['warn', 'ignore'] },
} as const satisfies Readonly<Record<string, Assumption>>;

/** A number that counts or lasts: whole, not negative, and bounded, whatever the user chose. */
export function countOf(assumptions: Assumptions, name: keyof typeof connectorAssumptions, most: number): number {
  const value = assumptions[name];
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(Math.max(0, Math.floor(value)), most) : 0;
}

/** The level at which a script's message is logged, by its code (P-525). */
export function messageLevelOf(code: number | null, { messageLevel }: Assumptions): 'INFO' | 'WARN' | 'ERROR' {
  const levels: Readonly<Record<string, unknown>> = isJsonObject(messageLevel) ? messageLevel : {};
  const own = (key: string): unknown => (Object.hasOwn(levels, key) ? levels[key] : undefined);
  const level = own(String(code)) ?? own('*');
  return level === 'INFO' || level === 'WARN' ? level : 'ERROR';
}

/** Whether a code leads to the catch route inside try/catch (P-524, P-551). */
export function isCaught(code: number, { tryCatchCodes }: Assumptions): boolean {
  return Array.isArray(tryCatchCodes) && tryCatchCodes.some((caught: JsonValue) => caught === code);
}
