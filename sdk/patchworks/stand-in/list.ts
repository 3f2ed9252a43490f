import type { JsonValue } from '../../contract.ts';
import type { StandInAnswer, StandInDocument, StandInRequest } from '../../stand-in.ts';
import type { Desk } from './desk.ts';

const usualPerPage = 15;

/** One page of a list, with the figures in `meta` and the addresses in `links` (P-842, P-843, P-845). */
export function answerList(
  { options, world }: Desk,
  { path, query }: StandInRequest,
  documents: readonly StandInDocument[],
  show: (document: StandInDocument) => JsonValue,
): StandInAnswer {
  const perPage = Math.min(readCount(query.get('per_page')) ?? usualPerPage, options.perPageCap);
  const page = readCount(query.get('page')) ?? 1;
  const first = (page - 1) * perPage;
  const shown = documents.slice(first, first + perPage);
  const last = Math.max(1, Math.ceil(documents.length / perPage));
  const link = (number: number): string => {
    const asked = new URLSearchParams(query);
    asked.set('page', String(number));
    return `${world.url}${path}?${asked}`;
  };
  return {
    status: 200,
    body: {
      data: shown.map(show),
      meta: {
        current_page: page,
        from: shown.length === 0 ? null : first + 1,
        last_page: last,
        path,
        per_page: perPage,
        to: shown.length === 0 ? null : first + shown.length,
        total: documents.length,
      },
      links: {
        first: link(1),
        last: link(last),
        prev: page > 1 ? link(page - 1) : null,
        next: page < last ? link(page + 1) : null,
      },
    },
  };
}

function readCount(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
