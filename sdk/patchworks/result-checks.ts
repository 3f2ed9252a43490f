import type { Assumptions, Check } from '../contract.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { type ReadKeys, readsOnly } from '../unread-keys.ts';
import { type ByName, countBytes, countMetadata, maxMetadataBytes, mergeReturned } from './metadata.ts';

/** What the checks of a script know of its input; strings are immutable, so `payload` is no copy. */
export interface ScriptFacts {
  readonly payload: string | null;
  /** Metadata as it came in. */
  readonly meta: Readonly<Record<string, string>>;
}

/** P-206, P-207: metadata as the step leaves it, the input's merged in unless P-310 says otherwise. */
export const metadataFits: Check<{ readonly meta: ByName }, unknown> = {
  name: 'metadataFits',
  rule: 'P-206',
  run(output, { meta }, assumptions) {
    const returned = readResult(output, assumptions)?.['meta'];
    if (!isJsonObject(returned)) return [];
    const bytes = countMetadata(mergeReturned(meta, returned, assumptions), assumptions);
    if (bytes <= maxMetadataBytes) return [];
    const counted = assumptions['metaByteCount'] === 'utf8Values' ? 'in its values' : 'as JSON';
    return [
      {
        code: 'too-large',
        rule: 'P-206',
        severity: 'error',
        path: '/meta',
        message: `metadata has ${bytes} bytes ${counted} after this script; the platform takes ${maxMetadataBytes} in all, so keep less in meta`,
      },
    ];
  },
};

/** P-714: such a payload can hardly be parsed in the memory a script has. */
export const payloadIsModest: Check<unknown, unknown> = {
  name: 'payloadIsModest',
  rule: 'P-714',
  run(output, _facts, assumptions) {
    const payload = readResult(output, assumptions)?.['payload'];
    const limit = assumptions['largePayloadWarnBytes'];
    if (typeof payload !== 'string' || typeof limit !== 'number' || payload.length * 3 <= limit) return [];
    const bytes = countBytes(payload);
    if (bytes <= limit) return [];
    return [
      {
        code: 'too-large',
        rule: 'P-714',
        severity: 'warning',
        path: '/payload',
        message: `payload has ${bytes} bytes, more than ${limit} (largePayloadWarnBytes), and may not fit a script's memory; ask for smaller batches`,
      },
    ];
  },
};

/** P-306: a code and a message act in response and post-request scripts alone. */
export const hasNoCode: Check<unknown, unknown> = {
  name: 'hasNoCode',
  rule: 'P-306',
  run(output, _facts, assumptions) {
    const result = readResult(output, assumptions) ?? {};
    return ['response_code', 'message']
      .filter((key) => Object.hasOwn(result, key))
      .map((key) => ({
        code: 'no-effect',
        rule: 'P-306',
        severity: 'warning',
        path: `/${key}`,
        message: `${key} has no effect in this kind of script; remove it, and throw where the step shall fail`,
      }));
  },
};

/** The fields that the platform reads in one kind or another, and those of the input, which may be handed back (P-301). */
const fields = ['payload', 'logs', 'variables', 'meta', 'flow'];
const elsewhere = ['response_code', 'message', 'response', 'request'];

/** P-301: a result has these fields and no other. `leaves` and `beside` as in ReadKeys. */
export function hasKnownFields({
  leaves = [],
  ...rest
}: Pick<ReadKeys, 'leaves' | 'beside'> = {}): Check<unknown, unknown> {
  return readsOnly({ rule: 'P-301', reads: fields, leaves: [...elsewhere, ...leaves], ...rest });
}

/**
 * Warns of returned keys that do nothing in a kind that acts through `payload` (or, after an authentication, through
 * `variables`); `rule` is that of the kind. What came in and is handed back unchanged is no mistake (P-301), so a key is
 * named only where the result lacks what counts.
 */
export function actsThrough(counts: 'payload' | 'variables', rule: string): Check<unknown, unknown> {
  const idle = ['payload', 'variables', 'meta', 'flow'].filter((key) => key !== counts);
  return {
    name: 'actsThrough',
    rule,
    run(output, _facts, assumptions) {
      const result = readResult(output, assumptions);
      if (result === null || Object.hasOwn(result, counts)) return [];
      return idle
        .filter((key) => Object.hasOwn(result, key))
        .map((key) => ({
          code: 'no-effect',
          rule,
          severity: 'warning',
          path: `/${key}`,
          message: `${key} does nothing here: this kind of script acts through ${counts}, which the result lacks`,
        }));
    },
  };
}

/** The result as the platform is taken to read it: no object counts as empty (P-311); null when that is an error. */
export function readResult(output: unknown, assumptions: Assumptions): JsonObject | null {
  if (isJsonObject(output)) return output;
  return assumptions['nonObjectReturn'] === 'error' ? null : {};
}
