import type { JsonValue } from '../contract.ts';
import type { HttpHeader, HttpRequest } from '../http/exchange.ts';
import type { HttpAction, HttpEvent, LogLine, StepWorld } from '../http/http-step.ts';
import { hasLiquid } from '../http/liquid.ts';
import { type Action, templatesOf } from './action.ts';
import { isHeaderName, isHeaderValue, sendsBody } from './check-action.ts';
import { findDerivedSecrets } from './derived-secrets.ts';
import { isPlainHttpElsewhere } from './plain-http.ts';
import type { FlowSettings } from './settings.ts';
import { missingVariables, namedSecrets } from './template-variables.ts';

/** What an action is filled with. */
export interface Filling {
  readonly action: Action;
  readonly settings: FlowSettings;
  /** The data of the workflow, and the variables that earlier steps have filled. */
  readonly data: Readonly<Record<string, JsonValue>>;
  readonly world: StepWorld;
}

/** The request of an action, or why there is none. */
export type Filled =
  | {
      readonly status: 'filled';
      readonly request: HttpRequest;
      /** Whether any of its texts was a template. */
      readonly hasTemplates: boolean;
      readonly assumed: readonly string[];
      readonly notes: readonly Pick<LogLine, 'level' | 'text' | 'rule'>[];
      /** What filters have made of secrets (F-163). */
      readonly derived: readonly string[];
    }
  | NotFilled;

/** `failed`: the platform fails the action; `refused`: what was to be sent is wrong. Either way nothing is sent. */
export interface NotFilled {
  readonly status: 'failed' | 'refused';
  readonly says: string;
  readonly rule: string;
  readonly assumed: readonly string[];
}

/** The handles of all secrets that an action names. */
export function secretsOf(action: Action): readonly string[] {
  const texts = [...templatesOf(action).map(({ text }) => text), ...(action.headers ?? []).map(({ key }) => key)];
  return [...new Set(texts.flatMap(namedSecrets))];
}

/** Makes the request of an action: secrets found, templates filled, limits held (F-111 to F-113, F-160 to F-180). */
export function* fillAction({ action, settings, data, world }: Filling): Generator<HttpAction, Filled, HttpEvent> {
  const secrets = findSecrets(action, settings, world);
  if (secrets.status === 'unknown') {
    const says = `there is no secret ${JSON.stringify(secrets.handle.slice(0, 60))}: give it a value, or mend the handle`;
    return { status: 'refused', says, rule: 'F-165', assumed: ['F-165'] };
  }
  const scope = settings.generation === '2025' ? { ...data, secrets: secrets.values } : data;
  const templates = listTemplates(action, settings);
  const rendered = yield* render(templates, scope, settings, world);
  if (rendered.status === 'failed') {
    const { template, message } = rendered;
    const says = `${templates[template]?.name ?? 'a template'} cannot be filled: ${message}`;
    return { status: 'failed', says, rule: 'F-180', assumed: ['F-180'] };
  }
  const assumed = [
    ...(secrets.missing ? ['F-165'] : []),
    ...(rendered.literal ? ['F-180'] : []),
    ...(templates.some(({ text }) => missingVariables(text, scope).length > 0) ? ['F-175'] : []),
  ];
  const filled = makeRequest({ action, settings, texts: rendered.texts, assumed });
  if (filled.status !== 'filled' || Object.keys(secrets.values).length === 0) return filled;
  const pairs = templates.map(({ text }, index) => ({ template: text, text: rendered.texts[index] ?? '' }));
  const how = { now: world.now(), missing: settings.missingVariable };
  return { ...filled, derived: yield* findDerivedSecrets(pairs, scope, how) };
}

/** The own secrets that templates name, and no other. */
function findSecrets(
  action: Action,
  { generation, unknownSecret }: FlowSettings,
  world: StepWorld,
):
  | { readonly status: 'known'; readonly values: Readonly<Record<string, string>>; readonly missing: boolean }
  | { readonly status: 'unknown'; readonly handle: string } {
  const values: [handle: string, value: string][] = [];
  let missing = false;
  for (const handle of generation === '2025' ? secretsOf(action) : []) {
    const value = world.secret(handle);
    if (value !== undefined) values.push([handle, value]);
    else if (unknownSecret === 'error') return { status: 'unknown', handle };
    else missing = true;
  }
  return { status: 'known', values: Object.fromEntries(values), missing };
}

interface NamedTemplate {
  /** For people. */
  readonly name: string;
  readonly text: string;
}

/** URL, values of headers, names of headers where they are filled too, body. */
function listTemplates({ url, headers = [], body = '' }: Action, { expandHeaderNames }: FlowSettings): NamedTemplate[] {
  return [
    { name: 'the URL', text: url },
    ...headers.map(({ key, value }) => ({ name: `the value of the header ${key.slice(0, 60)}`, text: value })),
    ...headers.map(({ key }) => ({ name: 'the name of a header', text: expandHeaderNames ? key : '' })),
    { name: 'the body', text: body },
  ];
}

type Rendered =
  | { readonly status: 'rendered'; readonly texts: readonly string[]; readonly literal: boolean }
  | { readonly status: 'failed'; readonly template: number; readonly message: string };

function* render(
  templates: readonly NamedTemplate[],
  data: Readonly<Record<string, JsonValue>>,
  { missingVariable, onTemplateError }: FlowSettings,
  world: StepWorld,
): Generator<HttpAction, Rendered, HttpEvent> {
  const texts = templates.map(({ text }) => text);
  // Nothing but texts with Liquid in them goes to the renderer; one that is wrong stays as it is where the option says so.
  let literal = false;
  let pending = texts.flatMap((text, index) => (hasLiquid(text) ? [index] : []));
  while (pending.length > 0) {
    const event = yield {
      kind: 'render',
      templates: pending.map((index) => texts[index] ?? ''),
      data,
      how: { now: world.now(), missing: missingVariable },
    };
    if (event.kind !== 'render') throw new Error(`expected a render, got ${event.kind}`);
    const { outcome } = event;
    if (outcome.status === 'rendered') {
      for (const [place, index] of pending.entries()) texts[index] = outcome.texts[place] ?? '';
      break;
    }
    const wrong = pending[outcome.template] ?? 0;
    if (onTemplateError === 'fail') return { ...outcome, template: wrong };
    literal = true;
    pending = pending.filter((index) => index !== wrong);
  }
  return { status: 'rendered', texts, literal };
}

function makeRequest({
  action,
  settings,
  texts,
  assumed,
}: {
  readonly action: Action;
  readonly settings: FlowSettings;
  readonly texts: readonly string[];
  readonly assumed: readonly string[];
}): Filled {
  const own = action.headers ?? [];
  const [url = '', ...rest] = texts;
  const named = own.map(({ key }, index) => ({
    name: settings.expandHeaderNames ? (rest[own.length + index] ?? key) : key,
    value: rest[index] ?? '',
  }));
  // A name with braces in it cannot stand in a request.
  const left = named.filter(({ name }) => hasLiquid(name));
  const headers = named.filter(({ name }) => !hasLiquid(name));
  const body = sendsBody(action) ? rest.at(-1) || null : null;
  const refuse = (rule: string, says: string): Filled => ({ status: 'refused', says, rule, assumed });

  const wrong = headers.find(({ name, value }) => !isHeaderName(name) || !isHeaderValue(value));
  if (wrong !== undefined) {
    const name = JSON.stringify(wrong.name.slice(0, 60));
    return refuse('H-212', `the header ${name} holds a character that no header may hold, such as a line break`);
  }
  if (settings.maxHeaders !== null && headers.length > settings.maxHeaders) {
    return refuse('F-194', `there are ${headers.length} headers, and the limit is ${settings.maxHeaders}`);
  }
  const bytes = body === null ? 0 : new TextEncoder().encode(body).length;
  if (settings.maxRequestBytes !== null && bytes > settings.maxRequestBytes) {
    return refuse('F-195', `the body has ${bytes} bytes, and the limit is ${settings.maxRequestBytes}`);
  }
  const plainHttp = settings.allowHttp !== 'always' && isPlainHttpElsewhere(url);
  if (plainHttp && settings.allowHttp === 'never') return refuse('F-191', 'the URL is plain http: use https');
  return {
    status: 'filled',
    request: {
      method: action.method.toUpperCase(),
      url,
      headers: [...headers, ...addedHeaders(headers, body, settings)],
      body,
    },
    hasTemplates: templatesOf(action).some(({ text }) => hasLiquid(text)),
    assumed: [
      ...assumed,
      ...(left.length > 0 || (settings.expandHeaderNames && own.some(({ key }) => hasLiquid(key))) ? ['F-164'] : []),
      ...(plainHttp ? ['F-191'] : []),
      ...(!sendsBody(action) && (action.body ?? '') !== '' ? ['F-200'] : []),
      ...(body !== null && !has(headers, 'content-type') ? ['F-201'] : []),
    ],
    derived: [],
    notes: left.map(() => ({
      level: 'WARN',
      text: 'a header is left out, because its name holds braces and is not filled',
      rule: 'F-164',
    })),
  };
}

/** What the platform adds to the author's headers (F-193, F-201). */
function addedHeaders(
  headers: readonly HttpHeader[],
  body: string | null,
  { userAgent, addContentType }: FlowSettings,
): readonly HttpHeader[] {
  const type = addContentType && body !== null && !has(headers, 'content-type');
  return [
    ...(has(headers, 'user-agent') ? [] : [{ name: 'User-Agent', value: userAgent }]),
    ...(type ? [{ name: 'Content-Type', value: 'text/plain;charset=UTF-8' }] : []),
  ];
}

function has(headers: readonly HttpHeader[], name: string): boolean {
  return headers.some((header) => header.name.toLowerCase() === name);
}
