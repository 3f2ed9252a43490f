import { expect } from 'chai';
import fc from 'fast-check';
import type { ExchangeOutcome, HttpRequest } from '../../../sdk/http/exchange.ts';
import { fromHarEntry, type PastExchange, toHarEntry } from '../../../sdk/http/har.ts';
import { times } from '../../rounds.ts';

const request: HttpRequest = {
  method: 'POST',
  url: 'https://api.northbeam.example/orders?page=2&page=3',
  headers: [
    { name: 'Content-Type', value: 'application/json' },
    { name: 'X-Trace', value: 'a' },
    { name: 'X-Trace', value: 'b' },
  ],
  body: '{"id":1}',
};
const responded: ExchangeOutcome = {
  kind: 'response',
  response: {
    status: 302,
    statusText: 'Found',
    headers: [
      { name: 'Location', value: '/orders/1' },
      { name: 'content-type', value: 'text/plain' },
    ],
    body: 'é',
    bodyBytes: 2,
  },
  ms: 12,
};
const startedAt = Date.UTC(2026, 0, 2, 3, 4, 5, 6);

describe('toHarEntry (R-504)', () => {
  it('writes an exchange as HAR 1.2 has it', () => {
    expect(toHarEntry({ request, outcome: responded, startedAt })).to.deep.equal({
      startedDateTime: '2026-01-02T03:04:05.006Z',
      time: 12,
      request: {
        method: 'POST',
        url: 'https://api.northbeam.example/orders?page=2&page=3',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: request.headers,
        queryString: [
          { name: 'page', value: '2' },
          { name: 'page', value: '3' },
        ],
        postData: { mimeType: 'application/json', text: '{"id":1}' },
        headersSize: -1,
        bodySize: 8,
      },
      response: {
        status: 302,
        statusText: 'Found',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: responded.response.headers,
        content: { size: 2, mimeType: 'text/plain', text: 'é' },
        redirectURL: '/orders/1',
        headersSize: -1,
        bodySize: -1,
      },
      cache: {},
      timings: { send: 0, wait: 12, receive: 0 },
    });
  });

  it('writes what got no response with status 0 and the reason beside it', () => {
    const failure = { type: 'refused', code: 'ECONNREFUSED', message: 'nobody listens there' } as const;
    const failed = toHarEntry({ request, outcome: { kind: 'failure', failure, ms: 3 }, startedAt }).response;
    const refusal = { rule: 'H-222', message: 'the address is one of this network' };
    const refused = toHarEntry({ request, outcome: { kind: 'forbidden', ...refusal }, startedAt }).response;

    expect(failed).to.deep.include({ status: 0, _error: failure });
    expect(refused).to.deep.include({ status: 0, _error: { type: 'forbidden', ...refusal } });
  });
});

describe('fromHarEntry', () => {
  const read = (entry: unknown) => {
    const reading = fromHarEntry(entry);
    if (reading.status === 'fault') throw new Error(`${reading.path} ${reading.message}`);
    return { ...reading.exchange, lacksBody: reading.lacksBody };
  };
  const readResponse = (response: object) => {
    const { outcome } = read({ request: { method: 'GET', url: 'http://a/' }, response });
    return outcome.kind === 'response' ? outcome.response : outcome;
  };
  const readRequest = (given: object) => read({ request: { method: 'GET', url: 'http://a/', ...given } }).request;

  it('gives back whatever toHarEntry wrote, through JSON as well', () => {
    const text = fc.string({ unit: 'grapheme' });
    const headers = fc.array(
      fc.record({ name: fc.stringMatching(/^[A-Za-z-]{1,20}$/), value: fc.stringMatching(/^[ -~]*$/) }),
    );
    const ms = fc.nat();
    const outcome: fc.Arbitrary<ExchangeOutcome> = fc.oneof(
      fc.record({
        kind: fc.constant('response' as const),
        response: fc.record({
          status: fc.integer({ min: 100, max: 999 }),
          statusText: text,
          headers,
          body: text,
          bodyBytes: fc.nat(),
        }),
        ms,
      }),
      fc.record({
        kind: fc.constant('failure' as const),
        failure: fc.record({
          type: fc.constantFrom('timeout', 'refused', 'reset', 'dns', 'tls', 'max-size', 'malformed', 'other'),
          code: fc.option(fc.constantFrom('ECONNRESET', 'ENOTFOUND')),
          message: fc.string({ minLength: 1, maxLength: 80 }),
        }),
        ms,
      }),
      fc.record({
        kind: fc.constant('forbidden' as const),
        rule: fc.constantFrom('H-222', 'H-224'),
        message: fc.string({ minLength: 1, maxLength: 80 }),
      }),
    );
    const exchange: fc.Arbitrary<PastExchange> = fc.record({
      request: fc.record({
        method: fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE'),
        url: fc.webUrl({ withQueryParameters: true }),
        headers,
        body: fc.option(text),
      }),
      outcome,
      startedAt: fc.nat({ max: 4_000_000_000_000 }),
    });
    fc.assert(
      fc.property(exchange, (past) => {
        const entry: unknown = JSON.parse(JSON.stringify(toHarEntry(past)));
        expect(fromHarEntry(entry)).to.deep.equal({ status: 'read', exchange: past, lacksBody: false });
      }),
    );
  });

  it('reads the entry of a browser over HTTP/2: no pseudo headers, joined cookies apart, base64 decoded', () => {
    const entry = {
      _initiator: { type: 'script' },
      startedDateTime: '2026-01-02T03:04:05.006+01:00',
      time: 41.5,
      request: {
        method: 'post',
        url: 'https://shop.example/login',
        httpVersion: 'h2',
        headers: [
          { name: ':authority', value: 'shop.example' },
          { name: ':path', value: '/login' },
          { name: 'accept', value: '*/*' },
        ],
        postData: {
          mimeType: 'application/x-www-form-urlencoded',
          params: [
            { name: 'user', value: 'a b' },
            { name: 'q', value: '&' },
          ],
        },
      },
      response: {
        status: 200,
        headers: [{ name: 'set-cookie', value: 'a=1\nb=2' }],
        content: { size: 5, mimeType: 'text/plain', text: Buffer.from('grün').toString('base64'), encoding: 'base64' },
        _transferSize: 90,
        _error: null,
      },
    };

    expect(read(entry)).to.deep.equal({
      request: {
        method: 'POST',
        url: 'https://shop.example/login',
        headers: [{ name: 'accept', value: '*/*' }],
        body: 'user=a+b&q=%26',
      },
      outcome: {
        kind: 'response',
        response: {
          status: 200,
          statusText: '',
          headers: [
            { name: 'set-cookie', value: 'a=1' },
            { name: 'set-cookie', value: 'b=2' },
          ],
          body: 'grün',
          bodyBytes: 5,
        },
        ms: 41.5,
      },
      startedAt: Date.UTC(2026, 0, 2, 2, 4, 5, 6),
      lacksBody: false,
    });
  });

  it('takes the kind of a failure from what browsers and proxies write', () => {
    const kinds = {
      'net::ERR_CONNECTION_REFUSED': 'refused',
      'net::ERR_NAME_NOT_RESOLVED': 'dns',
      'net::ERR_CERT_DATE_INVALID': 'tls',
      'net::ERR_SSL_PROTOCOL_ERROR': 'tls',
      'net::ERR_CONNECTION_RESET': 'reset',
      'net::ERR_EMPTY_RESPONSE': 'reset',
      'net::ERR_CONNECTION_TIMED_OUT': 'timeout',
      'net::ERR_ABORTED': 'other',
      'server connection closed': 'reset',
    };
    for (const [_error, type] of Object.entries(kinds)) {
      const outcome = readResponse({ status: 0, _error });
      expect(outcome, _error).to.deep.include({ kind: 'failure', failure: { type, code: null, message: _error } });
    }
    for (const response of [{ status: 0 }, { status: -1 }, {}, { status: 'no' }, { status: 99 }, { status: 200.5 }]) {
      expect(readResponse(response)).to.deep.include({ kind: 'failure' });
    }
  });

  it('counts a response that broke off as a failure', () => {
    expect(readResponse({ status: 200, _error: 'net::ERR_INCOMPLETE_CHUNKED_ENCODING' })).to.include({
      kind: 'failure',
    });
  });

  it('tells a body that the file left out from an empty one', () => {
    const withContent = (content: object) =>
      read({ request: { method: 'GET', url: 'http://a/' }, response: { status: 200, content } }).lacksBody;

    expect(withContent({ size: 70_000, mimeType: 'text/html' })).to.equal(true);
    expect([{ size: 0 }, { size: 3, text: 'abc' }, { size: -1 }, {}].map(withContent)).to.deep.equal(
      Array(4).fill(false),
    );
  });

  it('reads what is missing or odd as nothing, and a status that is a text', () => {
    expect(readResponse({ status: '503' })).to.deep.equal({
      status: 503,
      statusText: '',
      headers: [],
      body: '',
      bodyBytes: 0,
    });
    const headers = [{ name: 'age', value: 7 }, { name: 'x', value: null }, { value: 'no name' }, 'text', null];
    expect(readRequest({ headers }).headers).to.deep.equal([
      { name: 'age', value: '7' },
      { name: 'x', value: '' },
    ]);
    expect(readRequest({ postData: { text: '' } }).body).to.equal('');
    expect(readRequest({ postData: 7 }).body).to.equal(null);
    expect(readRequest({ postData: { mimeType: 'multipart/form-data', params: [{ name: 'a' }] } }).body).to.equal(null);
    expect(read({ request: { method: 'GET', url: 'http://a/' }, timings: { blocked: -1, wait: 3, receive: 2 } }))
      .to.deep.include({ startedAt: null })
      .and.nested.property('outcome.ms', 5);
  });

  it('names what is no exchange at all', () => {
    const faults = [
      [null, ''],
      [[], ''],
      [{}, '/request'],
      [{ request: { method: 'GET' } }, '/request/url'],
      [{ request: { url: 'http://a/' } }, '/request/method'],
      [{ request: { url: 'http://a/', method: 'GET\r\nX: y' } }, '/request/method'],
      [Object.create({ request: { url: 'http://a/', method: 'GET' } }), '/request'],
    ] as const;
    for (const [entry, path] of faults) expect(fromHarEntry(entry)).to.include({ status: 'fault', path });
  });

  it('never throws, whatever the entry holds', () => {
    const keys = fc.constantFrom(
      ...['request', 'response', 'url', 'method', 'headers', 'content', 'text', 'status', '_error', '__proto__'],
      ...['postData', 'params', 'name', 'value', 'encoding', 'size', 'time', 'timings'],
    );
    const anything = fc.anything({ key: keys, maxDepth: 5 });
    fc.assert(
      fc.property(anything, (entry) => {
        expect(fromHarEntry(entry).status).to.be.oneOf(['read', 'fault']);
      }),
      { numRuns: times(500) },
    );
  });
});
