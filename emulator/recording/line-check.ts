import { isJsonObject } from '../../sdk/json-object.ts';
import type { EndLine, HeaderLine, PageLine } from './format.ts';
import { recordingFormat, recordingVersion, sha256Pattern, utcPattern } from './limits.ts';

// Written by hand because a schema library costs more at start-up than many replays take in all; a test proves that
// these functions and the schemas of format.ts say the same. No import of node: here, the runner uses this file.

/** One thing that is wrong with a line. */
export interface LineProblem {
  /** JSON Pointer into the line. */
  readonly path: string;
  /** What was expected there and what came. */
  readonly what: string;
}

/** Finds what keeps a value from being a header line; null when nothing does. */
export function findHeaderProblem(value: unknown): LineProblem | null {
  if (!isJsonObject(value)) return unexpected('', 'an object', value);
  if (value['kind'] !== 'header') return unexpected('/kind', '"header"', value['kind']);
  if (value['format'] !== recordingFormat) return unexpected('/format', `"${recordingFormat}"`, value['format']);
  const version = value['version'];
  if (!isCount(version) || version < 1 || version > recordingVersion) {
    return unexpected('/version', `a whole number from 1 to ${recordingVersion}`, version);
  }
  if (!isName(value['platform'])) return unexpected('/platform', 'the name of a platform', value['platform']);
  if (value['hook'] !== undefined && !isName(value['hook'])) {
    return unexpected('/hook', 'the name of a hook, or no such field', value['hook']);
  }
  if (value['step'] !== undefined && !isName(value['step'])) {
    return unexpected('/step', 'the name of a step, or no such field', value['step']);
  }
  if (value['setup'] !== undefined && !isJsonObject(value['setup'])) {
    return unexpected('/setup', 'an object, or no such field', value['setup']);
  }
  if (value['seed'] !== undefined && !isName(value['seed'])) {
    return unexpected('/seed', 'a text, or no such field', value['seed']);
  }
  if (!matches(value['createdAt'], utcPattern)) {
    return unexpected('/createdAt', 'a time such as 2025-03-04T09:15:00.000Z', value['createdAt']);
  }
  return null;
}

/** Tells whether a value is a header line. */
export function isHeaderLine(value: unknown): value is HeaderLine {
  return findHeaderProblem(value) === null;
}

/** Finds what keeps a value from being a page line (DESIGN 4); null when nothing does. */
export function findPageProblem(value: unknown): LineProblem | null {
  if (!isJsonObject(value)) return unexpected('', 'an object', value);
  if (value['kind'] !== 'page') return unexpected('/kind', '"page"', value['kind']);
  if (!isCount(value['seq'])) return unexpected('/seq', 'a whole number from 0', value['seq']);
  if (!isJsonObject(value['options'])) return unexpected('/options', 'an object', value['options']);
  const calls = value['calls'];
  const callProblem = calls === undefined ? null : findCallsProblem(calls);
  if (callProblem !== null) return callProblem;
  const stages = value['stages'];
  if (stages !== undefined && !isJsonObject(stages)) return unexpected('/stages', 'an object', stages);
  const origin = value['origin'];
  if (origin !== undefined && !isJsonObject(origin)) return unexpected('/origin', 'an object', origin);
  const error = value['error'];
  if (error === undefined) return null;
  if (!isJsonObject(error)) return unexpected('/error', 'an object', error);
  if (typeof error['code'] !== 'string') return unexpected('/error/code', 'a string', error['code']);
  if (typeof error['message'] !== 'string') return unexpected('/error/message', 'a string', error['message']);
  return null;
}

/** Finds what keeps a value from being the calls of a page; null when nothing does. */
function findCallsProblem(calls: unknown): LineProblem | null {
  if (!Array.isArray(calls)) return unexpected('/calls', 'an array', calls);
  for (const [index, call] of calls.entries()) {
    const path = `/calls/${index}`;
    if (!isJsonObject(call)) return unexpected(path, 'an object', call);
    if (!isName(call['call'])) return unexpected(`${path}/call`, 'the name of a call', call['call']);
    if (!Array.isArray(call['arguments'])) return unexpected(`${path}/arguments`, 'an array', call['arguments']);
    const error = call['error'];
    if (error === undefined) continue;
    if (!isJsonObject(error)) return unexpected(`${path}/error`, 'an object', error);
    if (typeof error['message'] !== 'string') {
      return unexpected(`${path}/error/message`, 'a string', error['message']);
    }
    if (error['code'] !== undefined && typeof error['code'] !== 'string') {
      return unexpected(`${path}/error/code`, 'a string, or no such field', error['code']);
    }
  }
  return null;
}

/** Tells whether a value is a page line. */
export function isPageLine(value: unknown): value is PageLine {
  return findPageProblem(value) === null;
}

/** Finds what keeps a value from being an end line; null when nothing does. */
export function findEndProblem(value: unknown): LineProblem | null {
  if (!isJsonObject(value)) return unexpected('', 'an object', value);
  if (value['kind'] !== 'end') return unexpected('/kind', '"end"', value['kind']);
  for (const name of ['pages', 'records', 'bytes']) {
    if (!isCount(value[name])) return unexpected(`/${name}`, 'a whole number from 0', value[name]);
  }
  if (!matches(value['sha256'], sha256Pattern)) {
    return unexpected('/sha256', '64 lower-case hex digits', value['sha256']);
  }
  return null;
}

/** Tells whether a value is an end line. */
export function isEndLine(value: unknown): value is EndLine {
  return findEndProblem(value) === null;
}

/** Names a JSON value in a few words: short ones as they are, long ones by their kind. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `a string of ${String(value).length} characters`;
}

function unexpected(path: string, expected: string, found: unknown): LineProblem {
  return { path, what: `expected ${expected}, found ${describeValue(found)}` };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && typeof value === 'number' && value >= 0;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function matches(value: unknown, pattern: string): boolean {
  return typeof value === 'string' && new RegExp(pattern, 'u').test(value);
}
