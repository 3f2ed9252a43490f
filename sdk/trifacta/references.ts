import type { JsonValue } from '../contract.ts';
import { type DurationFormat, humanizeDuration } from './humanize-duration.ts';
import { parseTemplate, type Reference } from './reference-parser.ts';

/** The metadata that references read, by their roots: `{"$plan": {…}, "$http_ax": {…}}` (T-211). */
export type ReferenceData = Readonly<Record<string, JsonValue>>;

/** How references are filled where no source says so; each is an assumption of the same name. */
export interface ReferenceOptions {
  /** An unknown name or null fails instead of giving an empty text (T-212). */
  readonly strict: boolean;
  /** Values are escaped for a JSON text (T-214). */
  readonly escapeReferences: boolean;
  /** Filters that exist, of those that hooksmith knows (T-215). */
  readonly filters: readonly string[];
  readonly humanizeDurationFormat: DurationFormat;
}

/** A template that was filled. */
export interface Filled {
  readonly status: 'filled';
  readonly text: string;
  /** The first of the references that gave an empty text, and why (T-212). */
  readonly empty: readonly { readonly reference: string; readonly says: string }[];
  /** Assumed rules that the text leans on. */
  readonly assumed: readonly string[];
}

/** A template that cannot be filled: a refused name, an unknown filter, an unknown name under `strict`, or too much text. */
export interface NotFilled {
  readonly status: 'refused';
  readonly rule: string;
  readonly says: string;
}

/** What a path leads to. */
export type Resolved =
  | { readonly status: 'found'; readonly value: JsonValue }
  /** `name` is the first one that is not there. */
  | { readonly status: 'unknown'; readonly name: string }
  /** A name that is refused wherever it stands (T-217). */
  | { readonly status: 'refused'; readonly name: string };

/** Most characters of a filled template: references repeat what a response held, and that may be much. */
const mostChars = 16 * 1024 * 1024;

/** More than anybody reads of one template. */
const mostEmpty = 20;

const refusedNames: ReadonlySet<string> = new Set(['constructor', '__proto__', 'prototype']);

/**
 * Fills the references of a template (T-200 to T-217). What is no reference stays as it is written. Never throws.
 *
 * @example
 * fillReferences('{{$plan.name}}', { $plan: { name: 'Nightly' } }, options); // { status: 'filled', text: 'Nightly', ... }
 */
export function fillReferences(template: string, data: ReferenceData, options: ReferenceOptions): Filled | NotFilled {
  const texts: string[] = [];
  const empty: { reference: string; says: string }[] = [];
  const assumed = new Set<string>();
  let chars = 0;
  for (const part of parseTemplate(template)) {
    const filled = part.kind === 'reference' ? fillOne(part, data, options) : { text: part.text };
    if ('status' in filled) return filled;
    if (part.kind === 'reference') {
      for (const rule of filled.assumed ?? []) assumed.add(rule);
      if (filled.emptyFor !== undefined) {
        if (options.strict) return refuse('T-212', `${part.text}: ${filled.emptyFor}`);
        if (empty.length < mostEmpty) empty.push({ reference: part.text, says: filled.emptyFor });
        assumed.add('T-212');
      }
    }
    chars += filled.text.length;
    if (chars > mostChars) return refuse('T-139', `the filled text is longer than ${mostChars} characters`);
    texts.push(filled.text);
  }
  return { status: 'filled', text: texts.join(''), empty, assumed: [...assumed] };
}

/** Follows a reference through the metadata: own properties only, and nothing executes (T-217). */
export function resolveReference({ root, path }: Pick<Reference, 'root' | 'path'>, data: ReferenceData): Resolved {
  const refused = [root.slice(1), ...path].find((name) => refusedNames.has(name));
  if (refused !== undefined) return { status: 'refused', name: refused };
  let value: JsonValue = data;
  for (const name of [root, ...path]) {
    const next = readMember(value, name);
    if (next === undefined) return { status: 'unknown', name };
    value = next;
  }
  return { status: 'found', value };
}

/** Own member of a value; of an array by its index only. */
function readMember(value: JsonValue, name: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value) && !/^(0|[1-9]\d{0,9})$/.test(name)) return undefined;
  return Object.hasOwn(value, name) ? (value as ReferenceData)[name] : undefined;
}

interface FilledOne {
  readonly text: string;
  readonly emptyFor?: string;
  readonly assumed?: readonly string[];
}

function fillOne(reference: Reference, data: ReferenceData, options: ReferenceOptions): FilledOne | NotFilled {
  const unknownFilter = reference.filters.find((filter) => !isFilter(filter, options));
  if (unknownFilter !== undefined) return refuse('T-215', `${reference.text}: there is no filter ${unknownFilter}`);
  const resolved = resolveReference(reference, data);
  if (resolved.status === 'refused') return refuse('T-217', `${reference.text}: the name ${resolved.name} is refused`);
  if (resolved.status === 'unknown') return { text: '', emptyFor: `there is no ${resolved.name}` };
  if (resolved.value === null) return { text: '', emptyFor: 'its value is null' };
  const assumed = leansOn(reference, resolved.value);
  const value = reference.filters.reduce<JsonValue>((before) => applyDuration(before, options), resolved.value);
  if (typeof value !== 'string') {
    const text = writeJson(value);
    return text === null ? { text: '', emptyFor: 'it is nested too deep to be written' } : { text, assumed };
  }
  // Whether values are escaped shows only in those that have something to escape.
  if (!/["\\\p{Cc}]/u.test(value)) return { text: value, assumed };
  return { text: options.escapeReferences ? escapeText(value) : value, assumed: [...assumed, 'T-214'] };
}

function leansOn({ root, path, filters }: Reference, value: JsonValue): readonly string[] {
  const isStructure = typeof value === 'object';
  return [
    ...(isStructure ? ['T-213'] : []),
    ...(filters.length > 0 ? ['T-216'] : []),
    ...(root.startsWith('$flow_') && path.length > 0 ? [path.length > 1 || isStructure ? 'T-210' : 'T-209'] : []),
  ];
}

/** Whether a filter exists here (T-215). */
export function isFilter(name: string, { filters }: Pick<ReferenceOptions, 'filters'>): boolean {
  return name === 'humanizeDuration' && filters.includes(name);
}

function applyDuration(value: JsonValue, { humanizeDurationFormat }: ReferenceOptions): JsonValue {
  const ms = typeof value === 'number' ? value : Number.NaN;
  return Number.isFinite(ms) ? humanizeDuration(ms, humanizeDurationFormat) : value;
}

/** Null for what is nested without end, which an input may be. */
function writeJson(value: JsonValue): string | null {
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}

function escapeText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function refuse(rule: string, says: string): NotFilled {
  return { status: 'refused', rule, says };
}
