import type { HttpResponse } from '../../http/exchange.ts';
import { fromHarEntry } from '../../http/har.ts';
import { nameJson, ownField } from '../../json-object.ts';
import { toPointer } from '../../json-pointer.ts';
import { type RecordingSource, SourceError, type SourceNote, type SourcePage } from '../../recording-source.ts';
import { groupHeaders } from '../group-headers.ts';

/**
 * Responses of a HAR file, as browsers and proxies save it: each becomes a page of the response script, as if the connector
 * had received it (P-213, P-434). Entries that never got a response have no page, as the script would not run (P-515).
 */
export const har: RecordingSource = {
  name: 'har',
  says: 'HAR file of a browser or a proxy, whose responses become pages of a response script',
  rule: 'P-213',
  kinds: ['response-script', 'post-request'],
  hasSteps: false,
  assumptions: {
    headerMultiValue: { rule: 'P-214', default: 'join', choices: ['join', 'array'] },
    // The other values need what a HAR file does not hold: the connector's data path.
    receivePayload: { rule: 'P-434', default: 'rawBody', choices: ['rawBody'] },
  },
  read(file, { assumptions, kind }) {
    const entries = readEntries(file.parseJson());
    const readings = entries.map((entry, index) =>
      readEntry(entry, index, assumptions['headerMultiValue'] === 'array'),
    );
    const pages = readings.flatMap(({ page }) => (page === null ? [] : [page]));
    const notes = readings.flatMap((reading) => reading.notes);
    if (pages.length === 0) {
      throw new SourceError(`has no response in its ${entries.length} entries, so there is nothing to replay`, {
        path: '/log/entries',
        next: [notes[0] === undefined ? 'Save it again.' : `The first one: ${notes[0].message}.`],
      });
    }
    const startedAt = readings.find(({ startedAt: at }) => at !== null)?.startedAt;
    const createdAt = startedAt === null || startedAt === undefined ? {} : { createdAt: new Date(startedAt) };
    return {
      recordings: [{ hook: kind ?? 'response-script', step: null, ...createdAt, pages }],
      notes,
      leanedOn: [...(readings.some(({ isRepeated }) => isRepeated) ? ['headerMultiValue'] : []), 'receivePayload'],
    };
  },
};

interface EntryReading {
  readonly page: SourcePage | null;
  readonly notes: readonly SourceNote[];
  /** Whether a header came several times. */
  readonly isRepeated: boolean;
  readonly startedAt: number | null;
}

function readEntries(value: unknown): readonly unknown[] {
  const log = ownField(value, 'log');
  const entries = ownField(log, 'entries');
  if (!Array.isArray(entries)) {
    const found = log === undefined ? 'has no "log"' : `has ${nameJson(entries)} as "entries" of its log`;
    throw new SourceError(`${found}; expected a HAR file: {"log": {"entries": […]}}`, {
      next: ["Save it from the network panel of a browser's developer tools, with contents."],
    });
  }
  return entries;
}

function readEntry(entry: unknown, index: number, asList: boolean): EntryReading {
  const path = toPointer(['log', 'entries', index]);
  const reading = fromHarEntry(entry);
  if (reading.status === 'fault') {
    const note = {
      rule: 'P-213',
      path: `${path}${reading.path}`,
      message: `the entry ${reading.message}; it has no page`,
    };
    return { page: null, notes: [note], isRepeated: false, startedAt: null };
  }
  const { request, outcome, startedAt } = reading.exchange;
  if (outcome.kind !== 'response') {
    const why = outcome.kind === 'failure' ? outcome.failure.message : outcome.message;
    const message = `${request.method} to ${nameHost(request.url)} got no response (${why}), so the script would not run; it has no page`;
    return { page: null, notes: [{ rule: 'P-515', path, message }], isRepeated: false, startedAt };
  }
  const { headers, isRepeated } = groupHeaders(outcome.response.headers, asList);
  const lacking = {
    rule: 'P-434',
    path,
    message: 'the file has no body for this response; payload and body are empty',
  };
  return {
    page: {
      options: makeOptions(outcome.response, headers),
      origin: { method: request.method, url: request.url },
      records: 1,
    },
    notes: reading.lacksBody ? [lacking] : [],
    isRepeated,
    startedAt,
  };
}

/** What the script would have been passed: nothing is known of variables and metadata. */
function makeOptions(
  { status, body }: HttpResponse,
  headers: Readonly<Record<string, string | readonly string[]>>,
): object {
  return { payload: body, variables: {}, meta: {}, flow: { variables: {} }, response: { headers, body, status } };
}

/** Path and query may hold secrets, and notes are printed as they are. */
function nameHost(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'an address that cannot be read';
}
