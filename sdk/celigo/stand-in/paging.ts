import type { StandInAnswer, StandInDocument, StandInRequest } from '../../stand-in.ts';
import { numberOf, statusOf } from './assumptions.ts';
import type { Call, Desk } from './desk.ts';

/** Answers with one page of a list; the header Link names the next (C-607), and an empty list has its own status (C-609). */
export function answerList(desk: Desk, { request }: Call, documents: readonly StandInDocument[]): StandInAnswer {
  if (documents.length === 0) {
    const status = statusOf(desk.assumptions, 'emptyListStatus');
    return status === 204 ? { status } : { status, body: [] };
  }
  const { page, next } = cutPage(desk, request, documents);
  return { status: 200, ...(next === null ? {} : { headers: { link: `<${next}>; rel="next"` } }), body: page };
}

/** Answers with one page of a list under a name, beside the address of the next (C-608). */
export function answerNamedList(
  desk: Desk,
  { request }: Call,
  named: Readonly<Record<string, readonly StandInDocument[]>>,
): StandInAnswer {
  const [[name, documents] = ['', []]] = Object.entries(named);
  const { page, next } = cutPage(desk, request, documents);
  return { status: 200, body: { [name]: page, ...(next === null ? {} : { nextPageURL: next }) } };
}

interface Page {
  readonly page: readonly StandInDocument[];
  /** Address of the next page; null: this is the last. */
  readonly next: string | null;
}

function cutPage(desk: Desk, { path, query }: StandInRequest, documents: readonly StandInDocument[]): Page {
  const size = Math.floor(numberOf(desk.assumptions, 'listPageSize', 1));
  const limit = Math.min(size, readCount(query.get('limit'), 1) ?? size);
  const from = readCount(query.get('offset'), 0) ?? 0;
  const to = from + limit;
  const rest = new URLSearchParams(query);
  rest.set('offset', String(to));
  return {
    page: documents.slice(from, to),
    next: to < documents.length ? `${desk.url}${path}?${rest}` : null,
  };
}

function readCount(text: string | null, least: number): number | undefined {
  const count = text !== null && /^\d{1,9}$/.test(text) ? Number(text) : -1;
  return count >= least ? count : undefined;
}
