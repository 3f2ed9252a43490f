import type { Assumptions, JsonValue } from '../../contract.ts';
import { isJsonObject, type JsonObject, ownField } from '../../json-object.ts';
import { type ByName, countMetadata, maxMetadataBytes, mergeReturned } from '../metadata.ts';
import type { Journal } from './journal.ts';
import type { RunState } from './run-context.ts';

/** A script's result as the platform is taken to read it. */
export interface ScriptResult {
  readonly fields: JsonObject;
  /** Undefined where the result has none. */
  readonly payload: string | null | undefined;
}

/** Reads a result and writes its logs (P-304, P-305, P-311); a text says what is wrong where that is an error. */
export function readScriptResult(
  value: JsonValue | undefined,
  assumptions: Assumptions,
  journal: Journal,
): ScriptResult | string {
  if (!isJsonObject(value)) {
    if (assumptions['nonObjectReturn'] === 'error') return 'the result is no object (P-311)';
    journal.write('WARN', 'the result is no object and counts as empty', 'P-311');
    journal.lean('P-311');
    return { fields: {}, payload: undefined };
  }
  const payload = readPayload(value, assumptions, journal);
  if (payload instanceof Error) return payload.message;
  writeLogs(ownField(value, 'logs'), journal);
  return { fields: value, payload };
}

function readPayload(
  fields: JsonObject,
  assumptions: Assumptions,
  journal: Journal,
): string | null | undefined | Error {
  const payload = ownField(fields, 'payload');
  if (payload === undefined || payload === null || typeof payload === 'string') return payload;
  if (assumptions['nonStringPayload'] === 'error') return new Error('the payload is no text (P-304)');
  journal.write('WARN', 'the payload is no text and is encoded as JSON', 'P-304');
  journal.lean('P-304');
  return JSON.stringify(payload);
}

/** P-305: written once the script has ended. */
function writeLogs(logs: unknown, journal: Journal): void {
  if (!Array.isArray(logs)) return;
  for (const line of logs.slice(0, 10_000)) {
    journal.write('INFO', typeof line === 'string' ? line : JSON.stringify(line), null);
  }
}

/** The bytes of metadata that are too many after `applyMaps`; null where they fit (P-206). */
export type MetadataExcess = number | null;

/** Takes over returned variables, metadata and flow variables (P-308 to P-310), and counts the metadata (P-206, P-207). */
export function applyMaps(
  { fields }: ScriptResult,
  {
    state,
    assumptions,
    journal,
  }: { readonly state: RunState; readonly assumptions: Assumptions; readonly journal: Journal },
): MetadataExcess {
  const take = (old: ByName, returned: unknown): ByName => {
    if (isJsonObject(returned)) {
      if (Object.keys(old).some((key) => !Object.hasOwn(returned, key))) journal.lean('P-310');
      return mergeReturned(old, returned, assumptions);
    }
    if (assumptions['missingReturnKey'] !== 'clear' || returned !== undefined) return old;
    journal.lean('P-309');
    return {};
  };
  state.variables = take(state.variables, ownField(fields, 'variables'));
  state.meta = take(state.meta, ownField(fields, 'meta'));
  state.flowVariables = take(state.flowVariables, ownField(ownField(fields, 'flow'), 'variables'));
  const bytes = countMetadata(state.meta, assumptions);
  if (bytes <= maxMetadataBytes) return null;
  journal.lean('P-207');
  return bytes;
}
