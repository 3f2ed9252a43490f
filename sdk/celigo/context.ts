import { type Static, Type } from 'typebox';

/** The custom settings of one resource: whatever its owner has set (C-120). */
export const ResourceSettings = Type.Record(Type.String(), Type.Unknown(), { rule: 'C-120' });

/** `settings`: one entry for each kind of resource in scope, `{}` when it has none (C-120 to C-125). */
export const CeligoSettings = Type.Object(
  {
    /** Settings of the integration (C-121). */
    integration: Type.Optional(ResourceSettings),
    /** Settings of the group that the flow belongs to (C-123). */
    flowGrouping: Type.Optional(ResourceSettings),
    /** Settings of the flow (C-121). */
    flow: Type.Optional(ResourceSettings),
    /** Settings of the export, for hooks of an export (C-121). */
    export: Type.Optional(ResourceSettings),
    /** Settings of the import, for hooks of an import (C-124, assumed). */
    import: Type.Optional(ResourceSettings),
    /** Settings of the connection (C-121). */
    connection: Type.Optional(ResourceSettings),
    /** Settings of the iClient (C-121). */
    iClient: Type.Optional(ResourceSettings),
  },
  { rule: 'C-120' },
);
/** `settings` as a hook gets it (C-120). */
export type CeligoSettings = Static<typeof CeligoSettings>;

/** The flow's job, parent of the job that runs the hook (C-130). */
export const CeligoParentJob = Type.Object(
  {
    /** Id of the job. */
    _id: Type.String({ rule: 'C-130' }),
    /** `flow` in what was seen. */
    type: Type.String({ rule: 'C-130' }),
    /** ISO 8601. */
    startedAt: Type.String({ rule: 'C-130' }),
    /** Shared by the jobs of one execution of a flow group. */
    flowExecutionGroupId: Type.Optional(Type.String({ rule: 'C-130' })),
  },
  { rule: 'C-130' },
);

/** `job`: the running job (C-130), newer than 2025. */
export const CeligoJob = Type.Object(
  {
    /** Id of the job. */
    _id: Type.String({ rule: 'C-130' }),
    /** `export` or `import`; the latter is assumed (C-131). */
    type: Type.String({ rule: 'C-131' }),
    /** ISO 8601. */
    startedAt: Type.String({ rule: 'C-130' }),
    /** The flow's job. */
    parentJob: Type.Optional(CeligoParentJob),
  },
  { rule: 'C-130' },
);
/** `job` as a hook gets it (C-130). */
export type CeligoJob = Static<typeof CeligoJob>;

/** An error of a record (C-140). The platform stores more fields than hooks see (C-143). */
export const CeligoError = Type.Object(
  {
    /** Such as `DUP_ITEM`; the author's own codes are fine. */
    code: Type.String({ rule: 'C-140' }),
    /** What a person reads in the list of errors. */
    message: Type.String({ rule: 'C-140' }),
    /** Who found the error: `application`, `post_submit_hook`, … (C-150, C-151); may be left out (C-142). */
    source: Type.Optional(Type.String({ rule: 'C-150' })),
    /** Names the record's retry data; keep it, or the error cannot be retried. */
    retryDataKey: Type.Optional(Type.String({ rule: 'C-140' })),
  },
  { rule: 'C-140' },
);
/** An error of a record as a hook reads and writes it (C-140). */
export type CeligoError = Static<typeof CeligoError>;

/**
 * Properties that every hook of the pipeline shares (C-101 to C-111).
 * All are optional here although the platform always passes some of them: `options` that people write by hand, or take
 * out of an editor, lack them, and absent is how the platform itself writes "none" (C-113).
 */
export const contextProperties = {
  /** Id of the flow (C-101). */
  _flowId: Type.Optional(Type.String({ rule: 'C-101' })),
  /** Id of the integration (C-101). */
  _integrationId: Type.Optional(Type.String({ rule: 'C-101' })),
  /** Id of the connection (C-101). */
  _connectionId: Type.Optional(Type.String({ rule: 'C-101' })),
  /** Id of the parent integration, when there is one (C-104). */
  _parentIntegrationId: Type.Optional(Type.String({ rule: 'C-104' })),
  /** Id of the API, when the flow runs inside one (C-105). */
  _apiId: Type.Optional(Type.String({ rule: 'C-105' })),
  /** Custom settings of the resources in scope (C-106). */
  settings: Type.Optional(CeligoSettings),
  /** Whether the account is a sandbox; only newer versions pass it (C-107). */
  sandbox: Type.Optional(Type.Boolean({ rule: 'C-107' })),
  /** True in test runs and previews: skip side effects then (C-108). */
  testMode: Type.Optional(Type.Boolean({ rule: 'C-108' })),
  /** The running job (C-109). */
  job: Type.Optional(CeligoJob),
  /** What is set beside the hook; older scripts and stacks only (C-111). */
  configuration: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { rule: 'C-111' })),
};

/** Properties that hooks of an import share. */
export const importContextProperties = {
  ...contextProperties,
  /** Id of the import (C-103). */
  _importId: Type.Optional(Type.String({ rule: 'C-103' })),
};

/** The context of a hook on an import, as a schema. */
export const ImportContext = Type.Object(importContextProperties, { rule: 'C-101' });

/** The context of a hook on an import, as the platform passes it: its own fields are always there (C-101, C-103, C-106). */
export type ImportContext = Static<typeof ImportContext> &
  Required<Pick<Static<typeof ImportContext>, AlwaysPassed | '_importId'>>;

/** Properties that hooks of an export or lookup share. */
export const exportContextProperties = {
  ...contextProperties,
  /** Id of the export or lookup (C-102). */
  _exportId: Type.Optional(Type.String({ rule: 'C-102' })),
};

/** The context of a hook on an export, as a schema. */
export const ExportContext = Type.Object(exportContextProperties, { rule: 'C-101' });

/** The context of a hook on an export, as the platform passes it: its own fields are always there (C-101, C-102, C-106). */
export type ExportContext = Static<typeof ExportContext> &
  Required<Pick<Static<typeof ExportContext>, AlwaysPassed | '_exportId'>>;

/** Properties that hooks of a flow step share, whose resource is an import or a lookup. */
export const stepContextProperties = { ...importContextProperties, ...exportContextProperties };

/** The context of a hook on a flow step, as a schema. */
export const StepContext = Type.Object(stepContextProperties, { rule: 'C-101' });

/** The context of a hook on a flow step: `_importId` for an import, `_exportId` for a lookup (C-102, C-103). */
export type StepContext = Static<typeof StepContext> & Required<Pick<Static<typeof StepContext>, AlwaysPassed>>;

/** Properties that functions for a single record get beside it (C-106, C-108, C-109). */
export const recordContextProperties = {
  /** Custom settings of the resources in scope (C-106). */
  settings: contextProperties.settings,
  /** True in test runs and previews: skip side effects then (C-108). */
  testMode: contextProperties.testMode,
  /** The running job (C-109). */
  job: contextProperties.job,
};

/** The context of a function for a single record, as a schema. */
export const RecordContext = Type.Object(recordContextProperties, { rule: 'C-106' });

/** The context of a function for a single record: `settings` are always there (C-106). */
export type RecordContext = Static<typeof RecordContext> & Required<Pick<Static<typeof RecordContext>, 'settings'>>;

/** The window of a delta export: ISO 8601 texts (C-209), and null in what hooks guard for (C-213). */
export const exportDateProperties = {
  /** Start of the window; delta exports only (C-201). */
  lastExportDateTime: Type.Optional(Type.Union([Type.String(), Type.Null()], { rule: 'C-209' })),
  /** End of the window; delta exports only (C-201). */
  currentExportDateTime: Type.Optional(Type.Union([Type.String(), Type.Null()], { rule: 'C-209' })),
};

/** What of the shared context is never left out by the platform. */
type AlwaysPassed = '_flowId' | '_integrationId' | '_connectionId' | 'settings';

/** What only the stack form receives (C-110). */
export const StackContext = Type.Object({
  /** One-time token for some REST routes; never log it. */
  bearerToken: Type.String({ rule: 'C-110' }),
});
/** What the stack form gets beside the shared fields (C-110). */
export type StackContext = Static<typeof StackContext>;
