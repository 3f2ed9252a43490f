import type { HttpRequest } from '../http/exchange.ts';
import { explainUrl } from './addresses.ts';
import type { TaskOptions } from './assumptions.ts';
import { parseTemplate } from './reference-parser.ts';
import { fillReferences, type NotFilled, type ReferenceData } from './references.ts';
import type { RequestSetup } from './setup.ts';

/** A request whose references are filled: the same for all attempts, but for its signature and the header of retries. */
export interface PreparedRequest {
  readonly status: 'ready';
  readonly request: HttpRequest;
  /** The key of the signature; null where there is none (T-185). */
  readonly secretKey: string | null;
  /** What the author should look at, by the field. */
  readonly doubts: readonly Doubt[];
  readonly assumed: readonly string[];
}

/** Something in a filled request that is most likely not meant. */
export interface Doubt {
  /** Path below the task: `/body`, `/headers/Accept`. */
  readonly path: string;
  readonly rule: string;
  readonly says: string;
}

const bodyMethods: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);
const headerName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,200}$/;
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Whether a method sends a body (T-116, T-118). */
export function sendsBody(method: string): boolean {
  return bodyMethods.has(method);
}

/** Why a header cannot be sent, without its value; null where it can (H-212). */
export function explainHeader(name: string, value: string): string | null {
  if (!headerName.test(name)) return 'its name holds a character that no header name may hold';
  return headerValue.test(value) ? null : 'its value holds a character that no header may hold, such as a line break';
}

/** Whether a header says that the body is JSON. */
export function isJsonTask({ headers = {} }: Pick<RequestSetup, 'headers'>): boolean {
  return Object.entries(headers).some(
    ([name, value]) => name.toLowerCase() === 'content-type' && /^\s*application\/json\s*(;|$)/i.test(value),
  );
}

/** Whether a text is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The secret key as it is used, and whether quotes are around it (T-119, T-120). */
export function readSecret(
  { secretKey = '' }: Pick<RequestSetup, 'secretKey'>,
  { stripSecretQuotes }: Pick<TaskOptions, 'stripSecretQuotes'>,
): { readonly key: string | null; readonly isQuoted: boolean } {
  const isQuoted = /^(["']).*\1$/su.test(secretKey) && secretKey.length > 1;
  const key = isQuoted && stripSecretQuotes ? secretKey.slice(1, -1) : secretKey;
  return { key: key === '' ? null : key, isQuoted };
}

/** Fills the references of a task and makes its request (T-114 to T-118, T-152, T-154); or says why it cannot be made. */
export function prepareRequest(
  task: RequestSetup,
  data: ReferenceData,
  options: TaskOptions,
): PreparedRequest | NotFilled {
  const doubts: Doubt[] = [];
  const assumed: string[] = [];
  let refused: NotFilled | null = null;
  const fill = (template: string, path: string): string => {
    const filled = fillReferences(template, data, options);
    if (filled.status === 'refused') {
      refused ??= filled;
      return '';
    }
    assumed.push(...filled.assumed);
    for (const { reference, says } of filled.empty) {
      doubts.push({ path, rule: 'T-212', says: `${reference} gave an empty text: ${says}` });
    }
    return filled.text;
  };

  const hasReferences = (text: string): boolean => parseTemplate(text).some(({ kind }) => kind === 'reference');
  if (hasReferences(task.url)) assumed.push('T-114');
  const url = options.renderUrl ? fill(task.url, '/url') : task.url;
  const headers = Object.entries(task.headers ?? {}).map(([name, value]) => ({
    name,
    value: fill(value, `/headers/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  }));
  const body = sendsBody(task.method) ? fill(task.body ?? '', '/body') : null;
  if (refused !== null) return refused;

  const urlFault = explainUrl(url);
  if (urlFault !== null) return { status: 'refused', rule: 'H-224', says: `the URL cannot be used: ${urlFault}` };
  for (const { name, value } of headers) {
    const fault = explainHeader(name, value);
    if (fault !== null) {
      return { status: 'refused', rule: 'H-212', says: `the header ${JSON.stringify(name)} cannot be sent: ${fault}` };
    }
  }
  if (body !== null && options.maxRequestBytes !== null && Buffer.byteLength(body) > options.maxRequestBytes) {
    const says = `the body has ${Buffer.byteLength(body)} bytes, more than maxRequestBytes (${options.maxRequestBytes})`;
    return { status: 'refused', rule: 'T-139', says };
  }
  const filledTask = { headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])) };
  if (body !== null && hasReferences(task.body ?? '') && isJsonTask(filledTask) && !isJson(body)) {
    doubts.push({ path: '/body', rule: 'T-214', says: 'the filled body is not JSON, although Content-Type says so' });
  }
  const { key, isQuoted } = readSecret(task, options);
  if (isQuoted) assumed.push('T-120');
  if (task.method === 'DELETE') assumed.push('T-112');
  const isBare = body !== null && body !== '' && !headers.some(({ name }) => name.toLowerCase() === 'content-type');
  if (isBare) assumed.push('T-152');
  const added = isBare && options.addContentType ? [{ name: 'Content-Type', value: 'text/plain;charset=UTF-8' }] : [];
  return {
    status: 'ready',
    request: { method: task.method, url, headers: [...headers, ...added], body },
    secretKey: key,
    doubts,
    assumed,
  };
}
