import type { Assumption, Assumptions, JsonValue } from '../../contract.ts';
import { isJsonList, isJsonObject } from '../../json-object.ts';

/** What no source says of the API, by the names of the reference. */
export const standInAssumptions = {
  tokenInfoBody: { rule: 'C-602', default: {} },
  rateBucket: { rule: 'C-603', default: 1000 },
  rateRefillPerSecond: { rule: 'C-603', default: 300 },
  errorCodes: {
    rule: 'C-606',
    default: {
      '400': ['invalid_or_missing_json'],
      '401': ['unauthorized'],
      '404': ['not_found'],
      '422': ['missing_required_field', 'invalid_field'],
    },
  },
  listPageSize: { rule: 'C-607', default: 100 },
  emptyListStatus: { rule: 'C-609', default: 204, choices: [204, 200] },
  requireScriptContent: { rule: 'C-613', default: false, choices: [false, true] },
  patchStatus: { rule: 'C-616', default: 204, choices: [204, 200] },
  dependenciesBody: { rule: 'C-618', default: 'grouped', choices: ['grouped'] },
  clearLogsStatus: { rule: 'C-622', default: 204, choices: [204, 200] },
  patchOps: { rule: 'C-623', default: ['add', 'replace', 'remove', 'test'] },
  patchObjectStatus: { rule: 'C-624', default: 400, choices: [400, 422] },
  checkOrder: {
    rule: 'C-660',
    default: 'auth,rate,route,json,validation',
    choices: ['auth,rate,route,json,validation', 'auth,route,rate,json,validation', 'auth,route,json,rate,validation'],
  },
  idFormat: { rule: 'C-661', default: 'hex24', choices: ['hex24'] },
  putReplacesAll: { rule: 'C-662', default: true, choices: [true, false] },
  putUnknownStatus: { rule: 'C-663', default: 404, choices: [404, 422] },
  debugTooFarStatus: { rule: 'C-664', default: 422, choices: [422, 400] },
  // The words of `serve --faults`; the server that the stand-in runs in makes them come true.
  faults: { rule: 'C-666', default: null },
  deleteInUse: { rule: 'C-665', default: 'refuse', choices: ['refuse', 'allow'] },
} as const satisfies Readonly<Record<string, Assumption>>;

/** The name of one of them. */
export type StandInOption = keyof typeof standInAssumptions;

/** The value of an option; the default where none was chosen. */
export function choiceOf(assumptions: Assumptions, name: StandInOption): JsonValue {
  return (Object.hasOwn(assumptions, name) ? assumptions[name] : undefined) ?? standInAssumptions[name].default;
}

/** The value of an option that is a number; the default where it is none, or below `least`. */
export function numberOf(
  assumptions: Assumptions,
  name: 'rateBucket' | 'rateRefillPerSecond' | 'listPageSize',
  least: number,
): number {
  const value = choiceOf(assumptions, name);
  return typeof value === 'number' && value >= least ? value : standInAssumptions[name].default;
}

/** The value of an option that is a status. */
export function statusOf(
  assumptions: Assumptions,
  name:
    | 'emptyListStatus'
    | 'patchStatus'
    | 'clearLogsStatus'
    | 'patchObjectStatus'
    | 'putUnknownStatus'
    | 'debugTooFarStatus',
): number {
  const value = choiceOf(assumptions, name);
  return typeof value === 'number' ? value : standInAssumptions[name].default;
}

/** The operations of JSON Patch that are carried out. */
export function patchOpsOf(assumptions: Assumptions): readonly string[] {
  const value = choiceOf(assumptions, 'patchOps');
  return isJsonList(value) ? value.filter((op) => typeof op === 'string') : [];
}

/** The codes of a status, as the option has them. */
export function errorCodesOf(assumptions: Assumptions, status: number): readonly string[] {
  const table = choiceOf(assumptions, 'errorCodes');
  const codes = isJsonObject(table) && Object.hasOwn(table, String(status)) ? table[String(status)] : undefined;
  return Array.isArray(codes) ? codes.filter((code) => typeof code === 'string') : [];
}
