import { Type } from 'typebox';
import type { Assumption, Check, Issue } from '../contract.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { listKeys } from '../unread-keys.ts';
import { CeligoError } from './context.ts';
import { nameType } from './name-type.ts';

/**
 * What preMap and postMap decide about one record (C-009): `{}` ignores it for this step, `{data}` lets it go on,
 * `{errors}` fails it, `{data, errors}` lets it go on and logs the errors.
 */
export type ElementResult<Out = unknown> = {
  /** The record as it goes on; null counts as absent (C-223). */
  data?: Out | null;
  /** Errors of the record. */
  errors?: readonly CeligoError[];
};

/**
 * An element of the result of preMap and postMap, as a schema. It speaks of objects only: what a value of another type
 * fails is an option (C-225), which `decidesEachRecord` reads.
 */
export const ElementResult = Type.Unsafe<ElementResult>({
  type: ['object', 'array', 'string', 'number', 'boolean', 'null'],
  properties: {
    data: Type.Unknown({ rule: 'C-009' }),
    errors: Type.Array(CeligoError, { rule: 'C-009' }),
  },
  rule: 'C-009',
});

/** The options of C-225 and C-234. */
export const elementAssumptions = {
  invalidElement: { rule: 'C-225', default: 'failPage', choices: ['failPage', 'failRecord'] },
  unwrappedElement: { rule: 'C-234', default: 'failPage', choices: ['failPage', 'ignoreRecord'] },
} as const satisfies Readonly<Record<string, Assumption>>;

/** C-225, C-234: an element is an object, and empty or with `data` or `errors`. */
export const decidesEachRecord: Check<unknown, readonly unknown[]> = {
  name: 'decidesEachRecord',
  rule: 'C-009',
  run(output, _facts, { invalidElement, unwrappedElement }) {
    if (!Array.isArray(output)) return [];
    return output.flatMap((element: unknown, index) => {
      if (!isJsonObject(element)) return [invalid(element, index, invalidElement === 'failRecord')];
      const decides = Object.hasOwn(element, 'data') || Object.hasOwn(element, 'errors');
      if (decides || Object.keys(element).length === 0) return [];
      return [unwrapped(index, unwrappedElement === 'ignoreRecord')];
    });
  },
};

/** C-009: what stands beside `data` and `errors` is not read. Told once for a page, at the first such element. */
export const readsDataAndErrors: Check<unknown, readonly unknown[]> = {
  name: 'readsDataAndErrors',
  rule: 'C-009',
  run(output) {
    if (!Array.isArray(output)) return [];
    const others = output.map((element: unknown) => (isJsonObject(element) ? unreadKeys(element) : []));
    const index = others.findIndex((keys) => keys.length > 0);
    const keys = others[index];
    if (keys === undefined) return [];
    const count = others.filter((one) => one.length > 0).length;
    const where = count === 1 ? '' : ` (in ${count} elements)`;
    const message = `the platform does not read ${listKeys(keys)} of result[${index}]${where}: an element is read by data and errors alone`;
    return [{ code: 'no-effect', rule: 'C-009', severity: 'warning', path: `/${index}`, message }];
  },
};

/** Without `data` and `errors` an element is no decision at all, which is another check's business (C-234). */
function unreadKeys(element: JsonObject): readonly string[] {
  const keys = Object.keys(element);
  const unread = keys.filter((key) => key !== 'data' && key !== 'errors');
  return unread.length === keys.length ? [] : unread;
}

function invalid(element: unknown, index: number, failsRecord: boolean): Issue {
  return {
    code: 'bad-shape',
    rule: 'C-225',
    severity: 'error',
    path: `/${index}`,
    message: `result[${index}] is ${nameType(element)}; return {data}, {errors}, {data, errors}, or {} to skip the record here`,
    ...(failsRecord ? { scope: 'record' } : {}),
  };
}

function unwrapped(index: number, isIgnored: boolean): Issue {
  const effect = isIgnored ? ', so it is taken for {} and the record is skipped here (unwrappedElement)' : '';
  return {
    code: 'bad-shape',
    rule: 'C-234',
    severity: isIgnored ? 'warning' : 'error',
    path: `/${index}`,
    message: `result[${index}] has neither data nor errors${effect}; wrap the record: return {data: record}`,
  };
}
