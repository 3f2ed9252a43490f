import type {
  Assumption,
  Assumptions,
  CallForm,
  ContractLimits,
  ContractRules,
  StoredError,
  Thrown,
} from '../contract.ts';
import { integratorApi } from './integrator-api.ts';
import { recogniseHooks } from './recognise.ts';

/** What the contracts of all kinds have in common; their name decides what options are recognised as theirs (C-513). */
export function celigoHook(hook: string) {
  return {
    platform: 'celigo',
    hook,
    limits: celigoLimits,
    recognises: (value: unknown): boolean => recogniseHooks(value).includes(hook),
  };
}

/** What differs between the kinds of Celigo's hooks in how they are called. */
export interface CeligoCall {
  /** Names tried when the user names none (C-310). */
  readonly defaultNames: readonly string[];
  /** `both`: a script returns, a stack calls back (C-004); `return`: scripts only; `callback`: stacks only. */
  readonly forms: CallForm['forms'];
  /** Properties of `options` that the stack library turns into Dates (C-210). */
  readonly datesInCallbackForm?: readonly string[];
}

/** How the platform finds and calls a function of a script or stack (C-001 to C-004, C-320 to C-326). */
export function celigoCalls({ defaultNames, forms, datesInCallbackForm = [] }: CeligoCall): CallForm {
  return {
    module: 'functions',
    formRule: 'C-002',
    modules: {
      given: ['integrator-api', 'dayjs', 'sjcl'],
      supplied: { dayjs: null, sjcl: 'C-324' },
      api: integratorApi,
      unmodelled: [],
      nodeBuiltins: false,
      rule: 'C-323',
      advice: 'Publish the built script, not this file as it is.',
    },
    language: { level: (assumptions) => String(assumptions['languageLevel']), rule: 'C-322' },
    defaultNames,
    forms,
    callbackRule: 'C-004',
    datesInCallbackForm,
    plainResultRule: 'C-714',
    awaits: (assumptions) => assumptions['asyncResult'] === 'await',
    isFreshPerCall: (assumptions) => assumptions['moduleState'] === 'freshPerCall',
    allowsImplicitGlobals: (assumptions) => assumptions['sloppyGlobals'] !== false,
    // crypto: nothing is known of the engine (C-320); published bundles of uuid need it, and a seed makes it repeatable.
    globals: ['console', 'crypto'],
    // The engine is not published (C-320), so nothing is known that scripts have and the sandbox lacks.
    unmodelledGlobals: [],
  };
}

/** The rule to cite for each thing that can go wrong; kinds differ in what a throw fails and in their shape. */
export function celigoRulesOf(own: Pick<ContractRules, 'threw' | 'shape'>): ContractRules {
  return {
    entry: 'C-001',
    time: 'C-333',
    memory: 'C-334',
    size: 'C-337',
    json: 'C-012',
    promise: 'C-326',
    callback: 'C-004',
    globals: 'C-369',
    state: 'C-332',
    ...own,
  };
}

/** Limits of one call: none is documented for scripts, so each is an option (C-333, C-334, C-337). */
export const celigoLimits: ContractLimits = {
  timeMs: (assumptions) => numberOr(assumptions['timeLimitMs'], 300_000),
  memoryMb: (assumptions) => numberOr(assumptions['memoryLimitMb'], null),
  pageBytes: (assumptions) => numberOr(assumptions['maxPageBytes'], 5_242_880),
};

/** Editions of JavaScript that the engine may be taken to understand (C-322). */
const languageLevels = [
  'es2015',
  'es2016',
  'es2017',
  'es2018',
  'es2019',
  'es2020',
  'es2021',
  'es2022',
  'es2023',
  'es2024',
];

/** Assumptions that every kind of hook leans on; a contract adds its own. */
export const celigoAssumptions = {
  nonJsonValues: { rule: 'C-012', default: 'serialise', choices: ['serialise', 'reject'] },
  thrownErrorCode: { rule: 'C-153', default: 'codeOrName', choices: ['codeOrName', 'fixed'] },
  languageLevel: { rule: 'C-322', default: 'es2020', choices: languageLevels },
  sjclVersion: { rule: 'C-324', default: '1.0.8', choices: ['1.0.8'] },
  asyncResult: { rule: 'C-326', default: 'fail', choices: ['fail', 'await'] },
  moduleState: { rule: 'C-332', default: 'perJob', choices: ['perJob', 'freshPerCall'] },
  timeLimitMs: { rule: 'C-333', default: 300_000 },
  memoryLimitMb: { rule: 'C-334', default: null },
  maxPageBytes: { rule: 'C-337', default: 5_242_880 },
  unmodelledApi: { rule: 'C-347', default: 'throw', choices: ['throw', 'mock'] },
  exportsRunResult: { rule: 'C-353', default: 'dataErrors', choices: ['dataErrors', 'asAnswered'] },
  importsRunResult: { rule: 'C-356', default: 'responses', choices: ['responses', 'asAnswered'] },
  sloppyGlobals: { rule: 'C-369', default: true },
} as const satisfies Readonly<Record<string, Assumption>>;

/** The code of an error that breaks the contract (C-010). */
export const breachCode = 'invalid_extension_response';

/**
 * The error that the platform stores for a throw (C-153); `source` is that of C-150 to C-152, null where errors are shown
 * to a person or a caller and none is named.
 * With `thrownErrorCode` "fixed" there is one code for all, but no source says which: empty means "not to be compared".
 */
export function storedErrorOf(
  source: string | null | ((assumptions: Assumptions) => string),
): (thrown: Thrown, assumptions: Assumptions) => StoredError {
  return ({ name, message, code }, assumptions) => ({
    code: assumptions['thrownErrorCode'] === 'fixed' ? '' : code || name,
    message,
    ...(source === null ? {} : { source: typeof source === 'string' ? source : source(assumptions) }),
  });
}

function numberOr<T>(value: unknown, otherwise: T): number | T {
  return typeof value === 'number' ? value : otherwise;
}
