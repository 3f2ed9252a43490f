import type { Assumption, Assumptions, JsonValue } from '../contract.ts';
import { signatureProfiles } from '../http/signatures/profiles.ts';
import type { DurationFormat } from './humanize-duration.ts';
import type { ReferenceOptions } from './references.ts';

/** What no source documents about a request and its references: shared by tasks, webhooks and plans. */
export const requestAssumptions = {
  methods: { rule: 'T-112', default: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] },
  renderUrl: { rule: 'T-114', default: false },
  stripSecretQuotes: { rule: 'T-120', default: false },
  onRetriesExhausted: { rule: 'T-125', default: 'fail', choices: ['fail', 'ignore'] },
  datasetMode: { rule: 'T-131', default: 'refuse', choices: ['refuse'] },
  maxRequestBytes: { rule: 'T-139', default: null },
  redirect: { rule: 'T-141', default: 'manual', choices: ['manual'] },
  failOnTransportError: { rule: 'T-142', default: true },
  guidOnFirstAttempt: { rule: 'T-144', default: false },
  guidScope: { rule: 'T-145', default: 'taskRun', choices: ['taskRun', 'attempt'] },
  retryCountMeaning: { rule: 'T-146', default: 'retries', choices: ['retries', 'attempts'] },
  defaultRetries: { rule: 'T-147', default: 3 },
  retryDelayMs: { rule: 'T-148', default: 1000 },
  timeoutScope: { rule: 'T-150', default: 'total', choices: ['total', 'headers'] },
  addContentType: { rule: 'T-152', default: false },
  signatureProfile: { rule: 'T-181', default: 'trifacta', choices: Object.keys(signatureProfiles) },
  signPerAttempt: { rule: 'T-186', default: true },
  flowTaskMembers: { rule: 'T-209', default: ['name', 'status', 'duration', 'startTime', 'endTime'] },
  flowOutputData: { rule: 'T-210', default: 'recorded', choices: ['recorded'] },
  strict: { rule: 'T-212', default: false },
  objectRendering: { rule: 'T-213', default: 'json', choices: ['json'] },
  escapeReferences: { rule: 'T-214', default: false },
  filters: { rule: 'T-215', default: ['humanizeDuration'] },
  humanizeDurationFormat: { rule: 'T-216', default: 'english-units', choices: ['english-units', 'iso-8601'] },
  webhooksEnabled: { rule: 'T-230', default: true },
  forbiddenPorts: { rule: 'T-234', default: [] },
  forbiddenIPs: { rule: 'T-235', default: [] },
  regexExemptsFromForbiddenIps: { rule: 'T-236', default: false },
  retryAfterHeaders: { rule: 'H-234', default: ['retry-after'] },
} as const satisfies Readonly<Record<string, Assumption>>;

/** What no source documents about the Test button. */
export const testAssumptions = {
  testPass: { rule: 'T-127', default: '2xx', choices: ['2xx', '200'] },
  testRetries: { rule: 'T-128', default: 0 },
} as const satisfies Readonly<Record<string, Assumption>>;

/** What no source documents about webhooks of a flow alone. */
export const webhookAssumptions = {
  maxWebhooksPerFlow: { rule: 'T-137', default: 50 },
  triggerLabels: { rule: 'T-173', default: { event: 'Trigger event', object: 'Trigger object' } },
  webhookGuidHeader: { rule: 'T-174', default: 'X-Http-Task-Guid' },
} as const satisfies Readonly<Record<string, Assumption>>;

/** What no source documents about plans alone. */
export const planAssumptions = {
  maxHttpTasksPerPlan: { rule: 'T-136', default: 50 },
  planOverrideShape: {
    rule: 'T-254',
    default: 'planNodeOverrides:[{handle,overrideKey,value}]',
    choices: ['planNodeOverrides:[{handle,overrideKey,value}]'],
  },
} as const satisfies Readonly<Record<string, Assumption>>;

/** The chosen values of all of them, read once. */
export interface TaskOptions extends ReferenceOptions {
  readonly methods: readonly string[];
  readonly renderUrl: boolean;
  readonly stripSecretQuotes: boolean;
  readonly onRetriesExhausted: 'fail' | 'ignore';
  /** Null: no limit. */
  readonly maxRequestBytes: number | null;
  readonly failOnTransportError: boolean;
  readonly guidOnFirstAttempt: boolean;
  readonly guidScope: 'taskRun' | 'attempt';
  readonly retryCountMeaning: 'retries' | 'attempts';
  readonly defaultRetries: number;
  readonly retryDelayMs: number;
  readonly timeoutScope: 'total' | 'headers';
  readonly addContentType: boolean;
  readonly signatureProfile: string;
  readonly signPerAttempt: boolean;
  readonly flowTaskMembers: readonly string[];
  readonly webhooksEnabled: boolean;
  readonly forbiddenPorts: readonly number[];
  readonly forbiddenIps: readonly string[];
  readonly regexExempts: boolean;
  readonly retryAfterHeaders: readonly string[];
  readonly testPass: '2xx' | '200';
  readonly testRetries: number;
  readonly maxHttpTasksPerPlan: number;
  readonly maxWebhooksPerFlow: number;
  readonly webhookGuidHeader: string;
  readonly triggerLabels: { readonly event: string; readonly object: string };
}

const presets: Readonly<Record<string, Assumption>> = {
  ...requestAssumptions,
  ...testAssumptions,
  ...webhookAssumptions,
  ...planAssumptions,
};

/** Reads the chosen values; one that is no value of its kind counts as its default. */
export function readOptions(chosen: Assumptions): TaskOptions {
  const value = (name: string): JsonValue | undefined => (Object.hasOwn(chosen, name) ? chosen[name] : undefined);
  const preset = (name: string): JsonValue => presets[name]?.default ?? null;
  const flag = (name: string): boolean => (value(name) ?? preset(name)) === true;
  const choice = <T extends string>(name: string): T =>
    (presets[name]?.choices?.find((one) => one === value(name)) ?? preset(name)) as T;
  const count = (name: string): number => {
    const given = value(name);
    return typeof given === 'number' && given >= 0 ? Math.floor(given) : Number(preset(name));
  };
  const texts = (name: string): readonly string[] =>
    listOf(value(name) ?? preset(name)).filter((item) => typeof item === 'string');
  const most = value('maxRequestBytes');
  const header = value('webhookGuidHeader');
  return {
    methods: texts('methods'),
    renderUrl: flag('renderUrl'),
    stripSecretQuotes: flag('stripSecretQuotes'),
    onRetriesExhausted: choice('onRetriesExhausted'),
    maxRequestBytes: typeof most === 'number' ? most : null,
    failOnTransportError: flag('failOnTransportError'),
    guidOnFirstAttempt: flag('guidOnFirstAttempt'),
    guidScope: choice('guidScope'),
    retryCountMeaning: choice('retryCountMeaning'),
    defaultRetries: Math.min(count('defaultRetries'), 1000),
    retryDelayMs: count('retryDelayMs'),
    timeoutScope: choice('timeoutScope'),
    addContentType: flag('addContentType'),
    signatureProfile: choice('signatureProfile'),
    signPerAttempt: flag('signPerAttempt'),
    flowTaskMembers: texts('flowTaskMembers'),
    strict: flag('strict'),
    escapeReferences: flag('escapeReferences'),
    filters: texts('filters'),
    humanizeDurationFormat: choice<DurationFormat>('humanizeDurationFormat'),
    webhooksEnabled: flag('webhooksEnabled'),
    forbiddenPorts: listOf(value('forbiddenPorts') ?? []).filter((port) => typeof port === 'number'),
    forbiddenIps: texts('forbiddenIPs'),
    regexExempts: flag('regexExemptsFromForbiddenIps'),
    retryAfterHeaders: texts('retryAfterHeaders'),
    testPass: choice('testPass'),
    testRetries: Math.min(count('testRetries'), 1000),
    maxHttpTasksPerPlan: count('maxHttpTasksPerPlan'),
    maxWebhooksPerFlow: count('maxWebhooksPerFlow'),
    webhookGuidHeader: typeof header === 'string' ? header : webhookAssumptions.webhookGuidHeader.default,
    triggerLabels: readLabels(value('triggerLabels')),
  };
}

function listOf(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function readLabels(value: JsonValue | undefined): TaskOptions['triggerLabels'] {
  const { event, object } = webhookAssumptions.triggerLabels.default;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { event, object };
  const own = value as Readonly<Record<string, JsonValue>>;
  const read = (name: string, preset: string): string => {
    const label = Object.hasOwn(own, name) ? own[name] : undefined;
    return typeof label === 'string' ? label : preset;
  };
  return { event: read('event', event), object: read('object', object) };
}
