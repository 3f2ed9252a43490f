import type { JsonValue } from '../contract.ts';

const ids = {
  _integrationId: '65a0000000000000000000a1',
  _flowId: '65a0000000000000000000b1',
  _connectionId: '65a0000000000000000000c1',
};
const flowJob = {
  _id: '65a0000000000000000000d1',
  type: 'flow',
  startedAt: '2026-03-04T09:00:00.000Z',
  flowExecutionGroupId: '65a0000000000000000000e1',
};
const flowSettings = { integration: {}, flowGrouping: {}, flow: { warehouse: 'LEEDS' }, connection: {} };

/** The context of an import's hook in examples (C-101 to C-109). */
export const exampleImportContext = {
  ...ids,
  _importId: '65a0000000000000000000f2',
  testMode: false,
  settings: { ...flowSettings, import: {} },
  job: { _id: '65a0000000000000000000d2', type: 'import', startedAt: '2026-03-04T09:00:02.000Z', parentJob: flowJob },
} as const satisfies JsonValue;

/** The context of an export's hook in examples. */
export const exampleExportContext = {
  ...ids,
  _exportId: '65a0000000000000000000f1',
  testMode: false,
  settings: { ...flowSettings, export: {}, iClient: {} },
  job: { _id: '65a0000000000000000000d3', type: 'export', startedAt: '2026-03-04T09:00:01.000Z', parentJob: flowJob },
} as const satisfies JsonValue;

/** The context of a function for a single record in examples. */
export const exampleRecordContext = {
  testMode: exampleExportContext.testMode,
  settings: exampleExportContext.settings,
  job: exampleExportContext.job,
} as const satisfies JsonValue;
