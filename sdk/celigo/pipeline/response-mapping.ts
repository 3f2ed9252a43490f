import type { Issue, JsonValue, Setup } from '../../contract.ts';
import type { PageState, StageContext, StepRecord } from './page.ts';
import { failPage, isList, isObject, pass, replaceRecords } from './page.ts';
import { getAt, type PlainPath, parsePath, setAt } from './paths.ts';
import { responseItemOf } from './response-item.ts';

const stage = 'responseMapping';

/** The records that go on to the next step: all but failed ones, and those too where the step proceeds on failure (C-415). */
export function goingOn(page: PageState, setup: Setup): readonly StepRecord[] {
  const proceeds = setup['proceedOnFailure'] === true;
  return page.records.filter(({ end }) => end !== 'held' && (end !== 'error' || proceeds));
}

/**
 * Maps what the destination answered into the records that go on (C-440, C-442), by plain paths; `$`, `[*]` and lists are
 * not modelled and said to be so (C-444). A result over the size limit fails the page before postResponseMap (C-268, C-336).
 */
export function mapResponses(page: PageState, context: StageContext): PageState {
  const { setup, assumptions } = context;
  const mapping = setup['responseMapping'];
  if (!isObject(mapping) || assumptions['responseMappingMode'] === 'off') return page;
  const { fields, issues } = readFields(mapping);
  const mapped = goingOn(page, setup).map((record) => {
    const item = responseItemOf(record);
    const data = fields.reduce<JsonValue>((at, { extract, generate }) => {
      const value = getAt(item, extract);
      return value === undefined ? at : setAt(at, generate, value);
    }, record.data);
    return pass(record, stage, { data });
  });
  const next = {
    ...replaceRecords(page, mapped),
    issues: [...page.issues, ...issues],
    assumed: [...page.assumed, 'C-444'],
  };
  const limit = assumptions['maxPageBytes'];
  const bytes = mapped.reduce((sum, { data }) => sum + byteLength(data), 0);
  if (typeof limit !== 'number' || bytes <= limit) return next;
  const message = `the result of the response mapping has ${bytes} bytes; the limit is ${limit}`;
  const error = { code: 'response_size_exceeded', message, source: 'response_mapping' };
  const failed = failPage(next, { stage, records: mapped, error }, context);
  return { ...failed, issues: [...failed.issues, { ...tooLarge, message }] };
}

const tooLarge = { code: 'too-large', rule: 'C-336', severity: 'error', path: '', scope: 'page' } as const;

interface Field {
  readonly extract: PlainPath;
  readonly generate: PlainPath;
}

function readFields(mapping: Readonly<Record<string, JsonValue>>): {
  readonly fields: readonly Field[];
  readonly issues: readonly Issue[];
} {
  const given = isList(mapping['fields']) ? mapping['fields'] : [];
  const rows = given.map((field, index) => {
    const { extract, generate } = isObject(field) ? field : {};
    const from = typeof extract === 'string' ? parsePath(extract) : undefined;
    const to = typeof generate === 'string' ? parsePath(generate) : undefined;
    return from !== undefined && to !== undefined
      ? { field: { extract: from, generate: to } }
      : {
          issue: unmodelled(
            `field ${index} (${JSON.stringify(extract ?? null)} to ${JSON.stringify(generate ?? null)})`,
          ),
        };
  });
  const lists = isList(mapping['lists']) && mapping['lists'].length > 0 ? [unmodelled('lists')] : [];
  return {
    fields: rows.flatMap(({ field }) => field ?? []),
    issues: [...rows.flatMap(({ issue }) => issue ?? []), ...lists],
  };
}

function unmodelled(what: string): Issue {
  return {
    code: 'not-modelled',
    rule: 'C-444',
    severity: 'warning',
    path: '/responseMapping',
    message: `the response mapping's ${what} is no plain path such as data[0].x and was left out; put what it gives into the recording's responseMapping stage to compare with, or map it in postResponseMap`,
  };
}

/** UTF-8 bytes of a value's JSON text (C-337). */
function byteLength(value: JsonValue): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
