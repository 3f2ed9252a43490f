import type { JsonValue } from '../../contract.ts';

/** The times that a query asks for, in ms since 1970. */
export interface TimeRange {
  /** Only what is later. */
  readonly after: number;
  /** Only what is not later. */
  readonly until: number;
}

/** `time_gt` and `time_lte`, or `startDate` and `endDate`: ISO 8601, or ms since 1970 (C-621, C-646). What is no time counts as absent. */
export function readRange(query: URLSearchParams): TimeRange {
  return {
    after: readTime(query.get('time_gt')) ?? earlier(readTime(query.get('startDate'))) ?? Number.NEGATIVE_INFINITY,
    until: readTime(query.get('time_lte')) ?? readTime(query.get('endDate')) ?? Number.POSITIVE_INFINITY,
  };
}

/** Whether a time lies in a range; what is no time lies in every. */
export function isWithin({ after, until }: TimeRange, time: JsonValue | undefined): boolean {
  const at = typeof time === 'number' ? time : typeof time === 'string' ? readTime(time) : undefined;
  return at === undefined || (at > after && at <= until);
}

/** A start is part of its range. */
function earlier(time: number | undefined): number | undefined {
  return time === undefined ? undefined : time - 1;
}

function readTime(text: string | null): number | undefined {
  if (text === null || text === '') return undefined;
  const time = /^\d{1,16}$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
