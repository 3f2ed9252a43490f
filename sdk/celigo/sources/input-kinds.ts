import { isJsonObject, type JsonObject, ownField } from '../../json-object.ts';
import { isRecordLevel, recordLevelKinds } from './record-pages.ts';

/** Hooks whose function input can be told or named, and the arrays and fields without which their options are none. */
export const inputFields: Readonly<Record<string, readonly string[]>> = {
  preSavePage: ['data'],
  preMap: ['data'],
  postMap: ['preMapData', 'postMapData'],
  postSubmit: ['preMapData', 'postMapData', 'responseData'],
  postAggregate: ['postAggregateData'],
  postResponseMap: ['postResponseMapData', 'responseData'],
  transform: ['record'],
  inputFilter: ['record'],
  outputFilter: ['record'],
  branchFilter: ['record'],
  branching: ['record'],
  handleRequest: ['method'],
  contentBasedFlowRouter: ['rawMessageBody'],
  // Which fields a form or an install step is passed depends on the resource (C-295 to C-300).
  formInit: [],
  preSave: [],
  step: [],
  initChild: [],
  update: [],
  changeEdition: [],
};

/** All hooks of `inputFields`. */
export const inputKinds = Object.keys(inputFields);

/** What a value looks like by C-513. */
export interface DetectedInput {
  /** The hooks that it fits; more than one when its keys do not say which. */
  readonly kinds: readonly string[];
  /** What made it fit, for messages: `it has "record"`. */
  readonly because: string;
}

/** Tells whose options a value is, or the data of which hooks (C-513): the first row that matches decides. */
export function detectInput(value: unknown): DetectedInput {
  if (Array.isArray(value)) return { kinds: ['preSavePage', 'preMap'], because: 'it is an array: just the data' };
  if (!isJsonObject(value)) return { kinds: [], because: 'it is no object and no array' };
  const row = rows.find(({ matches }) => matches(value));
  return row ?? { kinds: recordLevelKinds, because: 'it is an object without the keys of a hook: just one record' };
}

/** The hook that a default name of C-310 stands for; undefined for other names, and for `filter`, of which there are three. */
export function kindOfDefaultName(functionName: string): string | undefined {
  return defaultNames.find((name) => name === functionName);
}

/** How many records the options of a hook hold: elements of the array that the result must match (C-005), else one. */
export function countRecords(kind: string, options: JsonObject): number {
  const counted = isRecordLevel(kind) ? undefined : ownField(options, (inputFields[kind] ?? []).at(-1) ?? '');
  return Array.isArray(counted) ? counted.length : 1;
}

const defaultNames = [
  'preSavePage',
  'preMap',
  'postMap',
  'postSubmit',
  'postAggregate',
  'postResponseMap',
  'contentBasedFlowRouter',
  'transform',
  'handleRequest',
  'formInit',
  'branching',
];

interface Row extends DetectedInput {
  matches(value: JsonObject): boolean;
}

const rows: readonly Row[] = [
  row(['postResponseMap'], ['responseData', 'postResponseMapData']),
  row(['postSubmit'], ['responseData', 'postMapData']),
  row(['postMap'], ['postMapData']),
  row(['postAggregate'], ['postAggregateData']),
  row(['handleRequest'], ['method', 'rawBody']),
  row(['handleRequest'], ['method', 'queryString']),
  row(['contentBasedFlowRouter'], ['rawMessageBody']),
  row(recordLevelKinds, ['record']),
  {
    kinds: ['preSavePage'],
    because: 'it has "data" and what only preSavePage is passed',
    matches: (value) => hasData(value) && hasAny(value, ['_exportId', 'pageIndex', 'errors', 'retryData']),
  },
  {
    kinds: ['preMap'],
    because: 'it has "data"',
    matches: (value) => hasData(value) && (Object.hasOwn(value, '_importId') || Object.keys(value).length === 1),
  },
  {
    kinds: ['preSavePage', 'preMap', ...recordLevelKinds],
    because: 'it has "data" and other keys, but neither "_exportId" nor "_importId"',
    matches: hasData,
  },
  row(['preSave'], ['newResource']),
  row(['step'], ['formSubmission']),
  row(['initChild'], ['parentIntegration']),
  row(['changeEdition'], ['fromEdition']),
  {
    kinds: ['formInit', 'step', 'update'],
    because: 'it has "resource"',
    matches: (value) => Object.hasOwn(value, 'resource'),
  },
];

function row(kinds: readonly string[], keys: readonly string[]): Row {
  const named = keys.map((key) => JSON.stringify(key)).join(' and ');
  return { kinds, because: `it has ${named}`, matches: (value) => keys.every((key) => Object.hasOwn(value, key)) };
}

function hasData(value: JsonObject): boolean {
  return Array.isArray(ownField(value, 'data'));
}

function hasAny(value: JsonObject, keys: readonly string[]): boolean {
  return keys.some((key) => Object.hasOwn(value, key));
}
