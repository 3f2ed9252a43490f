import { type FilterImplOptions, Liquid } from 'liquidjs';
import type { JsonValue } from '../contract.ts';
import type { RenderHow, RenderOutcome } from './http-step.ts';

/** Bounds of the engine itself; it cannot hold all of them, so whoever renders sets bounds of his own as well (H-247). */
const limits = { parseLimit: 1_000_000, renderLimit: 2_000, memoryLimit: 20_000_000 } as const;

/** Tags that read other templates: there are none to read. */
const fileTags = ['include', 'render', 'layout', 'block'];

/** Filters that take `now` for the present time. */
const dateFilters = ['date', 'date_to_xmlschema', 'date_to_rfc822', 'date_to_string', 'date_to_long_string'];

/** An engine that sees own properties only (F-177), reads no files, and gives the same text for the same data. */
function makeEngine({ now, missing }: RenderHow, strictFilters = false): Liquid {
  const engine = new Liquid({
    ...limits,
    ownPropertyOnly: true,
    strictFilters,
    strictVariables: missing === 'error',
    lenientIf: true,
    templates: {},
    timezoneOffset: 0,
    locale: 'en-US',
  });
  for (const tag of fileTags) delete engine.tags[tag];
  // It picks at random.
  engine.unregisterFilter('sample');
  for (const name of dateFilters) {
    const filter = engine.filters[name];
    if (typeof filter === 'function') engine.registerFilter(name, atTime(filter, now));
  }
  return engine;
}

type FilterFunction = Extract<FilterImplOptions, (...given: never[]) => unknown>;

function atTime(filter: FilterFunction, now: number): FilterFunction {
  return function (value: unknown, ...given: unknown[]) {
    return filter.call(this, value === 'now' || value === 'today' ? new Date(now) : value, ...given);
  };
}

/**
 * Fills Liquid templates with data (F-170 to F-180). Stops at the engine's own limits; a template can still take long or much
 * memory, so an untrusted one is rendered where it can be stopped.
 *
 * @example
 * renderLiquid(['{{ order.name | json }}'], { order: { name: 'NB-1' } }, { now: 0, missing: 'empty' });
 */
export function renderLiquid(templates: readonly string[], data: JsonValue, how: RenderHow): RenderOutcome {
  const engine = makeEngine(how);
  const scope = typeof data === 'object' && data !== null ? data : {};
  const texts: string[] = [];
  for (const [index, template] of templates.entries()) {
    try {
      texts.push(String(engine.parseAndRenderSync(template, scope)));
    } catch (error) {
      return { status: 'failed', template: index, message: messageOf(error) };
    }
  }
  return { status: 'rendered', texts };
}

/** What can be told of a template without filling it. */
export type ParsedTemplate =
  | {
      readonly status: 'parsed';
      /** The variables that come from outside, as paths; a step that is itself a variable is null. */
      readonly paths: readonly (readonly (string | number | null)[])[];
    }
  /** The template is wrong (F-180). */
  | { readonly status: 'wrong'; readonly message: string };

const anyTime: RenderHow = { now: 0, missing: 'empty' };

/** The time to find the variables of a template grows with the square of their number. */
const mostLiquidChars = 8_000;

/** Reads a template; never throws. One with more than 8,000 characters between braces counts as wrong. */
export function parseLiquid(template: string): ParsedTemplate {
  if (!hasLiquid(template)) return { status: 'parsed', paths: [] };
  if (countLiquid(template) > mostLiquidChars) {
    return { status: 'wrong', message: `more than ${mostLiquidChars} characters stand between braces` };
  }
  const engine = makeEngine(anyTime);
  try {
    const segments = engine.globalVariableSegmentsSync(engine.parse(template), { partials: false });
    return {
      status: 'parsed',
      paths: segments.map((path) => path.map((step) => (typeof step === 'object' ? null : step))),
    };
  } catch (error) {
    return { status: 'wrong', message: messageOf(error) };
  }
}

/** Names the first filter of a template that nobody knows (F-176); undefined where there is none. */
export function findUnknownFilter(template: string): string | undefined {
  if (!hasLiquid(template) || countLiquid(template) > mostLiquidChars) return undefined;
  try {
    makeEngine(anyTime, true).parse(template);
    return undefined;
  } catch (error) {
    return /undefined filter: ([\w-]+)/.exec(messageOf(error))?.[1];
  }
}

/** Whether a text holds Liquid at all. */
export function hasLiquid(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}

/** How many characters stand between `{{` and `}}` and between `{%` and `%}`. */
function countLiquid(text: string): number {
  let chars = 0;
  for (let at = text.indexOf('{'); at !== -1; at = text.indexOf('{', at + 1)) {
    const close = text[at + 1] === '{' ? '}}' : text[at + 1] === '%' ? '%}' : null;
    if (close === null) continue;
    const end = text.indexOf(close, at + 2);
    if (end === -1) return chars + text.length - at - 2;
    chars += end - at - 2;
    at = end + 1;
  }
  return chars;
}

/**
 * What Liquid says, with line and column. The pieces of the template that it repeats are left out, but for the names of
 * tags and signs: a template can hold what must not be shown.
 */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const told = message.replace(/"((?:[^"\\]|\\.)*)"/g, (quoted, piece) =>
    /^(\w{1,30}|.{1,3})$/.test(piece) ? quoted : '"…"',
  );
  return (told.split('\n', 1)[0] ?? '').slice(0, 300);
}
