import type { Assumption, Assumptions, JsonValue } from '../contract.ts';
import type { Backoff } from '../http/backoff.ts';
import { ownField } from '../json-object.ts';
import { type Action, errorSettings, type Generation, generations } from './action.ts';

const backoff = { baseMs: 10_000, factor: 2, capMs: 3_600_000, jitter: 'full' } as const;

const secretForms = ['raw', 'url', 'json', 'base64'] as const;

/** Everything about the action that is not publicly documented, with our choices. */
export const flowAssumptions = {
  generation: { rule: 'H-101', default: '2025', choices: [...generations] },
  onClientError: { rule: 'F-116', default: 'fail', choices: [...errorSettings] },
  onServerError: { rule: 'F-116', default: 'retry', choices: [...errorSettings] },
  retryOnTimeout: { rule: 'F-130', default: 'always', choices: ['always', 'serverSetting'] },
  transportErrorClass: { rule: 'F-132', default: 'transient', choices: ['transient', 'permanent'] },
  tlsErrorClass: { rule: 'F-133', default: 'permanent', choices: ['permanent', 'transient'] },
  backoff: { rule: 'F-143', default: backoff },
  honourRetryAfter: { rule: 'F-144', default: true, choices: [true, false] },
  retryWindowMs: { rule: 'F-145', default: 86_400_000 },
  responseMembers: { rule: 'F-152', default: ['body', 'status', 'statusCode', 'headers'] },
  ignoreFillsVariable: { rule: 'F-153', default: true, choices: [true, false] },
  redirectFillsVariable: { rule: 'F-155', default: true, choices: [true, false] },
  // All of them are hidden always: none of the forms may be left out.
  redactForms: { rule: 'F-163', default: secretForms, choices: [secretForms] },
  expandHeaderNames: { rule: 'F-164', default: false, choices: [false, true] },
  unknownSecret: { rule: 'F-165', default: 'error', choices: ['error', 'empty'] },
  missingVariable: { rule: 'F-175', default: 'empty', choices: ['empty', 'error'] },
  renderOnce: { rule: 'F-179', default: true, choices: [true, false] },
  onTemplateError: { rule: 'F-180', default: 'fail', choices: ['fail', 'literal'] },
  redirect: { rule: 'F-190', default: 'manual', choices: ['manual'] },
  allowHttp: { rule: 'F-191', default: 'loopback', choices: ['loopback', 'always', 'never'] },
  sourceIps: { rule: 'F-192', default: null, choices: [null] },
  userAgent: { rule: 'F-193', default: 'hooksmith' },
  maxHeaders: { rule: 'F-194', default: null },
  maxRequestBytes: { rule: 'F-195', default: null },
  verifyTls: { rule: 'F-196', default: true, choices: [true] },
  idempotencyHeader: { rule: 'F-197', default: null },
  maxResponseBytes: { rule: 'F-199', default: 1_048_576 },
  warnResponseBytes: { rule: 'F-199', default: 51_200 },
  sendBodyOnGet: { rule: 'F-200', default: false, choices: [false] },
  addContentType: { rule: 'F-201', default: false, choices: [false, true] },
  timeoutScope: { rule: 'H-209', default: 'total', choices: ['total', 'headers'] },
} as const satisfies Readonly<Record<string, Assumption>>;

/** What holds for one action: its own settings, and the chosen assumptions for all else. */
export interface FlowSettings {
  readonly generation: Generation;
  readonly onClientError: ErrorSetting;
  readonly onServerError: ErrorSetting;
  /** The settings that the action does not have itself, so that an assumption counts (F-116). */
  readonly unset: readonly ('onClientError' | 'onServerError')[];
  readonly retryOnTimeout: 'always' | 'serverSetting';
  readonly transportErrors: 'transient' | 'permanent';
  readonly tlsErrors: 'transient' | 'permanent';
  readonly backoff: Backoff;
  readonly honourRetryAfter: boolean;
  /** Ms. */
  readonly retryWindowMs: number;
  readonly responseMembers: readonly string[];
  readonly ignoreFillsVariable: boolean;
  readonly redirectFillsVariable: boolean;
  readonly expandHeaderNames: boolean;
  readonly unknownSecret: 'error' | 'empty';
  readonly missingVariable: 'empty' | 'error';
  readonly renderOnce: boolean;
  readonly onTemplateError: 'fail' | 'literal';
  readonly allowHttp: 'loopback' | 'always' | 'never';
  readonly userAgent: string;
  /** Null: no limit. */
  readonly maxHeaders: number | null;
  /** Null: no limit. */
  readonly maxRequestBytes: number | null;
  /** Name of the header; null: none is sent. */
  readonly idempotencyHeader: string | null;
  readonly maxResponseBytes: number;
  readonly warnResponseBytes: number;
  readonly addContentType: boolean;
  readonly timeoutScope: 'headers' | 'total';
}

/** How an error is taken (F-114, F-115). */
export type ErrorSetting = (typeof errorSettings)[number];

/** The settings of one action of a step; a value of an assumption that makes no sense is as if nobody had set it. */
export function readSettings(
  assumptions: Assumptions,
  action: Pick<Action, 'onClientError' | 'onServerError'>,
  generation: Generation | undefined,
): FlowSettings {
  const chosen = <Name extends keyof typeof flowAssumptions>(name: Name): JsonValue =>
    Object.hasOwn(assumptions, name) ? (assumptions[name] ?? null) : flowAssumptions[name].default;
  return {
    generation: generation ?? pick(chosen('generation'), generations, '2025'),
    onClientError: action.onClientError ?? pick(chosen('onClientError'), errorSettings, 'fail'),
    onServerError: action.onServerError ?? pick(chosen('onServerError'), errorSettings, 'retry'),
    unset: (['onClientError', 'onServerError'] as const).filter((name) => action[name] === undefined),
    retryOnTimeout: pick(chosen('retryOnTimeout'), ['always', 'serverSetting'], 'always'),
    transportErrors: pick(chosen('transportErrorClass'), ['transient', 'permanent'], 'transient'),
    tlsErrors: pick(chosen('tlsErrorClass'), ['transient', 'permanent'], 'permanent'),
    backoff: readBackoff(chosen('backoff')),
    honourRetryAfter: chosen('honourRetryAfter') !== false,
    retryWindowMs: amount(chosen('retryWindowMs')) ?? flowAssumptions.retryWindowMs.default,
    responseMembers: readNames(chosen('responseMembers')),
    ignoreFillsVariable: chosen('ignoreFillsVariable') !== false,
    redirectFillsVariable: chosen('redirectFillsVariable') !== false,
    expandHeaderNames: chosen('expandHeaderNames') === true,
    unknownSecret: pick(chosen('unknownSecret'), ['error', 'empty'], 'error'),
    missingVariable: pick(chosen('missingVariable'), ['empty', 'error'], 'empty'),
    renderOnce: chosen('renderOnce') !== false,
    onTemplateError: pick(chosen('onTemplateError'), ['fail', 'literal'], 'fail'),
    allowHttp: pick(chosen('allowHttp'), ['loopback', 'always', 'never'], 'loopback'),
    userAgent: String(chosen('userAgent')),
    maxHeaders: amount(chosen('maxHeaders')),
    maxRequestBytes: amount(chosen('maxRequestBytes')),
    idempotencyHeader: typeof assumptions['idempotencyHeader'] === 'string' ? assumptions['idempotencyHeader'] : null,
    maxResponseBytes: amount(chosen('maxResponseBytes')) ?? flowAssumptions.maxResponseBytes.default,
    warnResponseBytes: amount(chosen('warnResponseBytes')) ?? flowAssumptions.warnResponseBytes.default,
    addContentType: chosen('addContentType') === true,
    timeoutScope: pick(chosen('timeoutScope'), ['headers', 'total'], 'total'),
  };
}

function pick<Choice extends string>(value: JsonValue, choices: readonly Choice[], preset: Choice): Choice {
  return choices.find((choice) => choice === value) ?? preset;
}

function amount(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 ? value : null;
}

function readNames(value: JsonValue): readonly string[] {
  const names = Array.isArray(value) ? value : flowAssumptions.responseMembers.default;
  return names.filter((name) => typeof name === 'string');
}

/** Each part of the back-off may be given alone; a wait is never shorter than a millisecond, so that the window ends. */
function readBackoff(value: JsonValue): Backoff {
  const jitter = ownField(value, 'jitter');
  return {
    baseMs: Math.max(1, amount(ownField(value, 'baseMs')) ?? backoff.baseMs),
    factor: Math.max(1, amount(ownField(value, 'factor')) ?? backoff.factor),
    capMs: Math.max(1, amount(ownField(value, 'capMs')) ?? backoff.capMs),
    jitter: jitter === 'none' || jitter === 'decorrelated' ? jitter : backoff.jitter,
  };
}
