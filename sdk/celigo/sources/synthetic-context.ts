import type { Assumption, Assumptions } from '../../contract.ts';
import type { JsonObject } from '../../json-object.ts';

/** Options of every source that makes `options` out of data alone. */
export const contextAssumptions = {
  contextProfile: { rule: 'C-114', default: '2026', choices: ['2026', '2022', 'legacy'] },
  importSettingsKey: { rule: 'C-124', default: 'import' },
  importJobType: { rule: 'C-131', default: 'import' },
} as const satisfies Readonly<Record<string, Assumption>>;

/** The fields that the platform passes beside the data, made up because the file has none. */
export interface SyntheticContext {
  readonly fields: JsonObject;
  /** Names of the assumptions that decided about a field. */
  readonly leanedOn: readonly string[];
}

/** Which resource a hook or step belongs to, and how much of the context it is passed. */
interface ContextScope {
  readonly resource: 'export' | 'import' | 'flow';
  /** `ids`: ids, settings, testMode and job (C-101 to C-109); `job`: without ids (C-270); `settings`: those alone. */
  readonly fields: 'ids' | 'job' | 'settings';
}

const scopes: Readonly<Record<string, ContextScope>> = {
  export: { resource: 'export', fields: 'ids' },
  import: { resource: 'import', fields: 'ids' },
  preSavePage: { resource: 'export', fields: 'ids' },
  preMap: { resource: 'import', fields: 'ids' },
  postMap: { resource: 'import', fields: 'ids' },
  postSubmit: { resource: 'import', fields: 'ids' },
  postResponseMap: { resource: 'import', fields: 'ids' },
  transform: { resource: 'export', fields: 'job' },
  outputFilter: { resource: 'export', fields: 'settings' },
  inputFilter: { resource: 'import', fields: 'settings' },
  branchFilter: { resource: 'flow', fields: 'settings' },
  branching: { resource: 'flow', fields: 'settings' },
};

/**
 * Makes the context of a hook, or of a step for the kinds `import` and `export` (C-114): settings with the keys of
 * C-121 to C-124 and nothing in them, a job as C-130 and C-131 have it, and ids that say by their zeros that they are
 * made up. Kinds that share no context get none.
 */
export function synthesiseContext(
  kind: string,
  {
    assumptions,
    resourceId,
    startedAt,
  }: {
    readonly assumptions: Assumptions;
    /** Id of the export or import, where the file says it. */
    readonly resourceId?: string;
    readonly startedAt: Date;
  },
): SyntheticContext {
  const scope = Object.hasOwn(scopes, kind) ? scopes[kind] : undefined;
  if (scope === undefined) return { fields: {}, leanedOn: [] };
  const profile = assumptions['contextProfile'];
  const isImport = scope.resource === 'import';
  const hasJob = scope.fields !== 'settings' && profile === '2026';
  return {
    fields: {
      ...(scope.fields === 'ids' ? idsOf(scope.resource, resourceId) : {}),
      settings: settingsOf(scope.resource, assumptions),
      ...(hasJob ? { testMode: false, job: jobOf(isImport ? assumptions['importJobType'] : 'export', startedAt) } : {}),
      ...(profile === 'legacy' ? { configuration: {} } : {}),
    },
    leanedOn: [
      'contextProfile',
      ...(isImport && profile !== 'legacy' ? ['importSettingsKey'] : []),
      ...(isImport && hasJob ? ['importJobType'] : []),
    ],
  };
}

function idsOf(resource: ContextScope['resource'], resourceId: string | undefined): JsonObject {
  return {
    _integrationId: syntheticId(1),
    _flowId: syntheticId(2),
    _connectionId: syntheticId(3),
    [resource === 'import' ? '_importId' : '_exportId']: resourceId ?? syntheticId(4),
  };
}

/** `legacy`: one flat container (C-125). `iClient` was seen only since 2026 (C-121, C-122). */
function settingsOf(resource: ContextScope['resource'], assumptions: Assumptions): JsonObject {
  if (assumptions['contextProfile'] === 'legacy') return {};
  const key = resource === 'import' ? String(assumptions['importSettingsKey']) : resource;
  const keys = [
    ...['integration', 'flowGrouping', 'flow'],
    ...(resource === 'flow' ? [] : [key, 'connection']),
    ...(resource !== 'flow' && assumptions['contextProfile'] === '2026' ? ['iClient'] : []),
  ];
  return Object.fromEntries(keys.map((name) => [name, {}]));
}

function jobOf(type: unknown, startedAt: Date): JsonObject {
  const started = startedAt.toISOString();
  return {
    _id: syntheticId(5),
    type,
    startedAt: started,
    parentJob: { _id: syntheticId(6), type: 'flow', startedAt: started, flowExecutionGroupId: syntheticId(7) },
  };
}

/** 24 hexadecimal characters, as ids of the platform are. */
function syntheticId(number: number): string {
  return number.toString(16).padStart(24, '0');
}
