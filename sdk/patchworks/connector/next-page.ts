import type { HttpRequest, HttpResponse } from '../../http/exchange.ts';
import { readNextRequest } from '../next-request.ts';
import { callScript } from './call-script.ts';
import { extract } from './data-path.ts';
import { countOf } from './options.ts';
import { type RequestPlan, replan } from './request-plan.ts';
import type { Part, RunContext } from './run-context.ts';
import { paginationInput } from './script-input.ts';

/** A page that is done. */
export interface DonePage {
  /** From 1. */
  readonly page: number;
  readonly plan: RequestPlan;
  readonly sent: HttpRequest;
  readonly response: HttpResponse;
  /** What goes on of it. */
  readonly out: string | null;
}

/** What follows a page. */
export type NextPage =
  | { readonly status: 'next'; readonly plan: RequestPlan }
  | { readonly status: 'last' }
  | { readonly status: 'failed'; readonly says: string; readonly rule: string };

/** Works out the next page, with what the response script made of this one (P-438, P-460 to P-469). */
export function* findNextPage(done: DonePage, context: RunContext): Part<NextPage> {
  const { setup, journal, assumptions } = context;
  const chosen = setup.endpoint.pagination ?? { kind: context.has('pagination') ? 'script' : 'none' };
  if (chosen.kind === 'none') return { status: 'last' };
  const isChanged = done.out !== done.response.body;
  if (isChanged) journal.lean('P-438');
  const saved = assumptions['responseBeforePagination'] === false ? done.response.body : done.out;
  if (chosen.kind === 'next-url')
    return stopLoop(done, followUrl(done, { saved, path: chosen.path }, context), context);
  if (!context.has('pagination')) return { status: 'last' };
  return stopLoop(done, yield* askScript(done, saved, context), context);
}

/** The address of the next page at a path of the payload. */
function followUrl(
  { plan, sent, response }: DonePage,
  { saved, path }: { readonly saved: string | null; readonly path: string },
  { journal }: RunContext,
): NextPage {
  const found = saved === null ? undefined : textAt(saved, path);
  if (found === undefined) {
    if (textAt(response.body, path) !== undefined) {
      const message = `the response has a next page at ${path}, and the payload that the script returned has not`;
      journal.write('WARN', message, 'P-436');
      journal.issues.push({ code: 'no-effect', rule: 'P-436', severity: 'warning', path: '', message });
    }
    return { status: 'last' };
  }
  if (!URL.canParse(found, sent.url)) {
    journal.write('WARN', `the next page at ${path} is no address, so paging ends`, 'P-469');
    return { status: 'last' };
  }
  const url = new URL(found, sent.url);
  if (url.origin !== new URL(sent.url).origin)
    journal.write('WARN', `the next page is on another host: ${url.origin}`, null);
  return { status: 'next', plan: { ...plan, url: { text: url.href, fills: false } } };
}

function textAt(body: string, path: string): string | undefined {
  const found = extract(body, path);
  return found.status === 'found' && typeof found.value === 'string' && found.value !== '' ? found.value : undefined;
}

function* askScript({ plan, sent, response }: DonePage, saved: string | null, context: RunContext): Part<NextPage> {
  const { journal, assumptions } = context;
  journal.lean('P-463');
  const input = paginationInput({ request: sent, response, saved }, context);
  const call = yield* callScript('pagination', { input, rule: 'P-460' }, context);
  if (call.status === 'failed') return { status: 'failed', says: call.says, rule: 'P-460' };
  if (call.status === 'breach') return { status: 'failed', says: call.says, rule: 'P-468' };
  const { payload } = call.result;
  const isStrict = assumptions['paginationMissingKey'] === 'error';
  if (payload === undefined) {
    const says = 'the pagination script returned no payload';
    if (isStrict) return { status: 'failed', says, rule: 'P-464' };
    journal.write('WARN', `${says}, so paging ends`, 'P-464');
    return { status: 'last' };
  }
  const next = readNextRequest(payload);
  if (next.status === 'unreadable') {
    journal.lean('P-468');
    const says = `the payload of the pagination script ${next.why}`;
    if (assumptions['paginationInvalid'] !== 'endPaging') return { status: 'failed', says, rule: 'P-468' };
    journal.write('WARN', `${says}, so paging ends`, 'P-468');
    return { status: 'last' };
  }
  if (next.loose) {
    journal.lean('P-468');
    journal.write('WARN', 'has_next_page is no boolean', 'P-468');
  }
  const missing = next.missing.join(', ');
  if (next.status === 'last') {
    if (next.missing.length > 0) journal.lean('P-465');
    const isWrong = assumptions['paginationEndKeys'] === 'required' && next.missing.length > 0;
    return isWrong ? { status: 'failed', says: `the last page lacks ${missing}`, rule: 'P-465' } : { status: 'last' };
  }
  if (missing !== '') {
    journal.lean('P-466');
    if (isStrict) return { status: 'failed', says: `the next request lacks ${missing}`, rule: 'P-466' };
    journal.write('WARN', `the next request lacks ${missing}, taken from the one before`, 'P-466');
  }
  return { status: 'next', plan: replan(plan, next.parts, sent) };
}

/** P-469: the same request twice in a row, or more pages than allowed, ends paging. */
function stopLoop({ page, plan }: DonePage, next: NextPage, { journal, assumptions }: RunContext): NextPage {
  if (next.status !== 'next') return next;
  const most = Math.max(1, countOf(assumptions, 'maxPages', 100_000));
  const isSame = textOf(next.plan) === textOf(plan);
  if (!isSame && page < most) return next;
  const message = isSame
    ? `page ${page} asks for itself again, so paging stops here`
    : `paging stops after ${most} pages (maxPages)`;
  journal.lean('P-469');
  journal.write('WARN', message, 'P-469');
  journal.issues.push({ code: 'no-effect', rule: 'P-469', severity: 'warning', path: '', message });
  return { status: 'last' };
}

/** What makes two requests the same; whether a text is a template makes no difference. */
function textOf({ method, url, headers, body }: RequestPlan): string {
  const sorted = headers.map(({ name, value }) => [name.toLowerCase(), value.text]).sort();
  return JSON.stringify([method.toUpperCase(), url.text, sorted, body?.text ?? '']);
}
