import { expect } from 'chai';
import { har } from '../../../../sdk/patchworks/sources/har.ts';
import { SourceError, type SourceReading } from '../../../../sdk/recording-source.ts';

const now = new Date('2026-03-04T09:00:00.000Z');

/** An entry with a response of some headers and a text. */
function entryOf(text: string, changes: Readonly<Record<string, unknown>> = {}): object {
  return {
    startedDateTime: '2026-02-03T04:05:06.007Z',
    time: 12,
    request: { method: 'GET', url: 'https://api.northbeam.example/orders?page=1', headers: [] },
    response: {
      status: 200,
      headers: [
        { name: 'Content-Type', value: 'application/json' },
        { name: 'X-Page', value: '1' },
      ],
      content: { size: text.length, text },
      ...changes,
    },
  };
}

function readValue(value: unknown, headerMultiValue = 'join'): SourceReading {
  const text = JSON.stringify(value);
  return har.read(
    { text, bytes: text.length, parseJson: () => JSON.parse(text) },
    { kind: null, step: null, assumptions: { headerMultiValue, receivePayload: 'rawBody' }, functions: [], now },
  );
}

const read = (entries: readonly unknown[], headerMultiValue?: string): SourceReading =>
  readValue({ log: { version: '1.2', entries } }, headerMultiValue);

describe('record har', () => {
  it('makes a page of the response script out of each response (P-213, P-434)', () => {
    const { recordings, notes, leanedOn } = read([entryOf('{"id":1}'), entryOf('busy', { status: 503 })]);
    const [recording] = recordings;
    const headers = { 'Content-Type': 'application/json', 'X-Page': '1' };
    const others = { variables: {}, meta: {}, flow: { variables: {} } };

    expect(recording).to.deep.include({ hook: 'response-script', step: null });
    expect(recording?.createdAt?.toISOString()).to.equal('2026-02-03T04:05:06.007Z');
    expect(recording?.pages.map(({ options }) => options)).to.deep.equal([
      { payload: '{"id":1}', ...others, response: { headers, body: '{"id":1}', status: 200 } },
      { payload: 'busy', ...others, response: { headers, body: 'busy', status: 503 } },
    ]);
    expect(recording?.pages[0]?.origin).to.deep.equal({
      method: 'GET',
      url: 'https://api.northbeam.example/orders?page=1',
    });
    expect([notes, leanedOn]).to.deep.equal([[], ['receivePayload']]);
  });

  it('names the entries that never got a response, and makes no page of them (P-515)', () => {
    const { recordings, notes } = read([
      entryOf('', { status: 0, _error: 'net::ERR_CONNECTION_REFUSED' }),
      entryOf('ok'),
      { request: {} },
    ]);

    expect(recordings[0]?.pages).to.have.lengthOf(1);
    expect(notes).to.deep.equal([
      {
        rule: 'P-515',
        path: '/log/entries/0',
        message:
          'GET to api.northbeam.example got no response (net::ERR_CONNECTION_REFUSED), so the script would not run; it has no page',
      },
      {
        rule: 'P-213',
        path: '/log/entries/2/request/url',
        message: 'the entry is nothing; expected an address; it has no page',
      },
    ]);
  });

  it('says where the file left a body out (P-434)', () => {
    const { notes } = read([entryOf('', { content: { size: 9_000, mimeType: 'text/html' } })]);

    expect(notes).to.have.lengthOf(1);
    expect(notes[0]).to.include({ rule: 'P-434', path: '/log/entries/0' });
  });

  it('joins a header that came twice, or lists it, and says that it leaned on that (P-214)', () => {
    const headers = [
      { name: 'Set-Cookie', value: 'a=1' },
      { name: 'set-cookie', value: 'b=2' },
      { name: '__proto__', value: 'x' },
    ];
    const shown = (option: string) => {
      const reading = read([entryOf('', { headers })], option);
      return [JSON.stringify(reading.recordings[0]?.pages[0]?.options), reading.leanedOn[0]];
    };

    expect(shown('join')[0]).to.include('{"Set-Cookie":"a=1, b=2","__proto__":"x"}');
    expect(shown('array')[0]).to.include('{"Set-Cookie":["a=1","b=2"],"__proto__":"x"}');
    expect(shown('join')[1]).to.equal('headerMultiValue');
  });

  it('refuses what is no HAR file, and one without any response, and says what to do', () => {
    const mistakes: readonly (readonly [unknown, string])[] = [
      [null, 'has no "log"'],
      [[], 'has no "log"'],
      [{ log: {} }, 'has nothing as "entries"'],
      [{ log: { entries: {} } }, 'has an object as "entries"'],
      [{ log: { entries: [] } }, 'has no response in its 0 entries'],
      [{ log: { entries: [entryOf('', { status: 0 })] } }, 'has no response in its 1 entries'],
    ];
    for (const [value, says] of mistakes) {
      expect(() => readValue(value), says)
        .to.throw(SourceError, says)
        .with.property('next')
        .that.has.lengthOf(1);
    }
  });
});
