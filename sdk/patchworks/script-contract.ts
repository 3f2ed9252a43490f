import type { Assumption, CallForm, ContractLimits, ContractRules, StoredError, Thrown } from '../contract.ts';

/** How the platform finds and calls the function of a script, the same for all kinds (P-101 to P-123). */
export const scriptCalls: CallForm = {
  module: 'commonjs',
  formRule: 'P-104',
  modules: {
    given: ['jsrsasign', 'xml-js'],
    supplied: {},
    unmodelled: [],
    nodeBuiltins: true,
    rule: 'P-123',
    advice: 'Embed the library in the script, or ask the vendor to add it (P-122).',
  },
  language: { level: () => 'node18', rule: 'P-141' },
  defaultNames: [],
  forms: 'return',
  callbackRule: 'P-104',
  plainResultRule: null,
  awaits: () => true,
  isFreshPerCall: (assumptions) => assumptions['containerReuse'] === 'perCall',
  allowsImplicitGlobals: (assumptions) => assumptions['sloppyGlobals'] !== false,
  globals: ['console', 'timers', 'require', 'crypto'],
  unmodelledGlobals: nodeGlobals(),
};

/** The rule to cite for each thing that can go wrong; kinds differ in what a throw fails and in their shape. */
export function scriptRulesOf(own: Pick<ContractRules, 'threw' | 'shape'>): ContractRules {
  return {
    entry: 'P-101',
    time: 'P-701',
    memory: 'P-702',
    size: 'P-704',
    json: 'P-109',
    promise: 'P-102',
    callback: 'P-104',
    globals: 'P-107',
    state: 'P-713',
    ...own,
  };
}

/** Limits of one call (P-701, P-702). 500 MB (P-704) is what may enter a shape, not a limit of one result. */
export const scriptLimits: ContractLimits = { timeMs: () => 120_000, memoryMb: () => 512, pageBytes: () => null };

/** Assumptions that every kind of script leans on; a contract adds its own. */
export const scriptAssumptions = {
  sloppyGlobals: { rule: 'P-107', default: true },
  nonStringPayload: { rule: 'P-304', default: 'encodeAndWarn', choices: ['encodeAndWarn', 'error'] },
  nonObjectReturn: { rule: 'P-311', default: 'warnAsEmpty', choices: ['warnAsEmpty', 'error'] },
  containerReuse: { rule: 'P-713', default: 'perRun', choices: ['perRun', 'perCall', 'always'] },
  largePayloadWarnBytes: { rule: 'P-714', default: 52_428_800 },
} as const satisfies Readonly<Record<string, Assumption>>;

/** Assumptions of the kinds whose returned maps count (P-207, P-310). */
export const returnedMapAssumptions = {
  metaByteCount: { rule: 'P-207', default: 'utf8Json', choices: ['utf8Json', 'utf8Values'] },
  returnedMaps: { rule: 'P-310', default: 'merge', choices: ['merge', 'replace'] },
} as const satisfies Readonly<Record<string, Assumption>>;

/** What a run log can tell of a throw: its name and its text. */
export function storedErrorOf({ name, message }: Thrown): StoredError {
  return { code: name, message };
}

/** What Node 18 (P-141) gives a script and the sandbox does not. */
function nodeGlobals(): readonly string[] {
  return [
    ...['process', '__dirname', '__filename', 'performance', 'structuredClone'],
    ...['URL', 'URLSearchParams', 'Blob', 'Event', 'EventTarget', 'AbortController', 'AbortSignal'],
    ...['fetch', 'Headers', 'Request', 'Response', 'FormData', 'ReadableStream', 'WritableStream', 'TransformStream'],
    ...['MessageChannel', 'MessagePort', 'MessageEvent', 'BroadcastChannel', 'DOMException'],
    ...['CompressionStream', 'DecompressionStream', 'TextDecoderStream', 'TextEncoderStream'],
  ];
}
