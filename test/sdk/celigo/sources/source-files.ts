import type { JsonValue } from '../../../../sdk/contract.ts';
import {
  type RecordingSource,
  type SourceChoices,
  SourceError,
  type SourceFile,
  type SourceReading,
} from '../../../../sdk/recording-source.ts';

/** A time that stands for now. */
export const now = new Date('2026-03-04T09:00:00.000Z');

/** A file as a source gets it, of a text or of a value that is written as JSON. */
export function fileOf(content: unknown): SourceFile {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return {
    text,
    bytes: Buffer.byteLength(text),
    parseJson: (from = 0, to = text.length): unknown => JSON.parse(text.slice(from, to)),
  };
}

/** What a test says beside the file. */
export type TestChoices = Partial<Omit<SourceChoices, 'assumptions'>> & {
  readonly assume?: Readonly<Record<string, JsonValue>>;
};

/** Reads a file with the defaults of every assumption but those that the test sets. */
export function readWith(source: RecordingSource, content: unknown, choices: TestChoices = {}): SourceReading {
  const { assume = {}, ...rest } = choices;
  const defaults = Object.entries(source.assumptions).map(([name, assumption]) => [name, assumption.default]);
  return source.read(fileOf(content), {
    kind: null,
    step: null,
    functions: [],
    now,
    ...rest,
    assumptions: { ...Object.fromEntries(defaults), ...assume },
  });
}

/** The only page of a reading, which must have one. */
export function onlyPage(reading: SourceReading): SourceReading['recordings'][number]['pages'][number] {
  const pages = reading.recordings.flatMap((recording) => recording.pages);
  const [page] = pages;
  if (pages.length !== 1 || page === undefined) throw new Error(`${pages.length} pages`);
  return page;
}

/** Place, message and next steps of the error that a reading must fail with. */
export function failureOf(
  source: RecordingSource,
  content: unknown,
  choices: TestChoices = {},
): { readonly path: string; readonly message: string; readonly next: readonly string[] } {
  try {
    readWith(source, content, choices);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { message, next, path } = error;
    return { path, message, next };
  }
  throw new Error('nothing was thrown');
}

/** One record of a trace (C-520): its stages in one step, by name: input and output, and errors if there are any. */
export interface TracedRecord {
  readonly traceKey?: unknown;
  readonly step?: string;
  readonly group?: unknown;
  readonly errorStage?: unknown;
  readonly stages: readonly (readonly [name: string, input: unknown, output: unknown, errors?: readonly unknown[]])[];
}

/** A flow trace in the exact form of C-520. */
export function traceOf(records: readonly TracedRecord[]): object {
  return {
    flow: {},
    job: {},
    dataAvailability: {},
    bubbles: [],
    traceKeyGaps: [],
    records: records.map(({ errorStage = null, group = 'g-1', stages, step = itemsToErp, traceKey }, index) => ({
      traceKey: traceKey === undefined ? `AF-${1001 + index}` : traceKey,
      duplicateTraceKey: false,
      journey: [
        {
          bubble: {
            _id: step,
            kind: 'import',
            name: step === itemsToErp ? 'Items to ERP' : 'Other',
            adaptorType: 'HTTPImport',
          },
          recordId: `r-${index}`,
          groupId: group,
          status: 'success',
          startedAt: '2026-03-04T09:00:03.000Z',
          completedAt: '2026-03-04T09:00:04.000Z',
          errorStage,
          stages: stages.map(([name, input, output, errors = []]) => ({ name, input, output, errors })),
        },
      ],
    })),
    errors: [],
    warnings: [],
  };
}

/** Id of the step that `traceOf` writes unless it is told otherwise. */
export const itemsToErp = '65a0000000000000000000f2';

/** One record that goes through the usual stages of an import, written as `id`. */
export function importedRecord(sku: string, id: number): TracedRecord {
  return {
    stages: [
      ['inputFilter', { sku }, { sku }],
      ['mapping', { sku }, { item: sku }],
      ['apiCall', { item: sku }, { statusCode: 200, id }],
      ['postSubmitHook', { statusCode: 200, id }, { statusCode: 200, errors: [], ignored: false, id: String(id) }],
    ],
  };
}

/** The context that sources make up for an import (C-114, C-121, C-124, C-130, C-131). */
export function importContext(importId = '000000000000000000000004', startedAt = now.toISOString()): object {
  return {
    _integrationId: '000000000000000000000001',
    _flowId: '000000000000000000000002',
    _connectionId: '000000000000000000000003',
    _importId: importId,
    settings: { integration: {}, flowGrouping: {}, flow: {}, import: {}, connection: {}, iClient: {} },
    testMode: false,
    job: jobOf('import', startedAt),
  };
}

/** The same for an export (C-121, C-130). */
export function exportContext(exportId = '000000000000000000000004', startedAt = now.toISOString()): object {
  return {
    _integrationId: '000000000000000000000001',
    _flowId: '000000000000000000000002',
    _connectionId: '000000000000000000000003',
    _exportId: exportId,
    settings: { integration: {}, flowGrouping: {}, flow: {}, export: {}, connection: {}, iClient: {} },
    testMode: false,
    job: jobOf('export', startedAt),
  };
}

function jobOf(type: string, startedAt: string): object {
  return {
    _id: '000000000000000000000005',
    type,
    startedAt,
    parentJob: {
      _id: '000000000000000000000006',
      type: 'flow',
      startedAt,
      flowExecutionGroupId: '000000000000000000000007',
    },
  };
}
