import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { receive, resultsOf, sendAction, sendTo } from './send.ts';

const methods = ['Get', 'Delete', 'Head', 'Options', 'Patch', 'Put', 'Post'];
const order = { order: { name: 'NB 1&2', note: 'ring "twice"', tags: ['club'] } };
/** A value with characters that every encoding changes. */
const secret = 'courier "key"/+ü? 4711';

describe('what a Shopify Flow action puts on the wire', () => {
  for (const method of methods) {
    it(`B1: ${method} is the method on the wire (F-104 F-110)`, async () => {
      const { status, receiver } = await sendTo([200], { method });

      expect(status).to.equal('success');
      expect(receiver.requests.map((request) => request.method)).to.deep.equal([method.toUpperCase()]);
    });
  }

  it('B21: Liquid in URL, header value and body is filled once, and every retry sends the same bytes (F-111 F-112 F-113 F-179)', async () => {
    const receiver = await receive([503, 503, 200]);

    const sent = await sendAction(
      {
        url: `${receiver.url}/pickups?ref={{ order.name | url_encode }}&at={{ 'now' | date: '%s' }}`,
        headers: [{ key: 'X-Tag', value: '{{ order.tags[0] }}' }],
        body: '{"order":{{ order.name | json }}}',
      },
      { input: order, now: new Date('2026-03-04T09:00:00.000Z') },
    );

    expect(sent.status).to.equal('success');
    const bytes = receiver.requests.map(({ url, headers, body }) => [url, headers['x-tag'], body]);
    expect(bytes).to.deep.equal(Array(3).fill(['/pickups?ref=NB+1%262&at=1772614800', 'club', '{"order":"NB 1&2"}']));
    expect(sent.assumed).to.include('F-179');
  });

  it('B21: the fields are filled before each attempt where the option says so (F-179)', async () => {
    const { receiver, series } = await sendTo(
      [503, 200],
      { body: "{{ 'now' | date: '%s' }}" },
      { now: new Date('2026-03-04T09:00:00.000Z'), assumptions: { renderOnce: false, backoff: { jitter: 'none' } } },
    );

    const [first, second] = receiver.requests.map(({ body }) => Number(body));
    expect(first).to.equal(1772614800);
    expect((second ?? 0) - (first ?? 0)).to.be.within(10, 12);
    expect(series[0]?.attempts[1]?.request.body).to.equal(receiver.requests[1]?.body);
  });

  it('B22: url_encode and json encode for URL and body, and json writes the quotes itself (F-172 F-173)', async () => {
    const receiver = await receive();
    const value = { x: 'a b&c', quoted: 'say "hi"' };

    await sendAction(
      { url: `${receiver.url}/?x={{ x | url_encode }}`, body: '[{{ x | json }},{{ quoted | json }}]' },
      { input: value },
    );

    expect(receiver.requests[0]?.url).to.equal('/?x=a+b%26c');
    expect(receiver.requests[0]?.body).to.equal('["a b&c","say \\"hi\\""]');
  });

  it('sends spaces and line breaks of a body as they stand (F-170)', async () => {
    const { receiver } = await sendTo([200], { body: ' {\n\t"n": {{ order.name | json }} \r\n} ' }, { input: order });

    expect(receiver.requests[0]?.body).to.equal(' {\n\t"n": "NB 1&2" \r\n} ');
  });

  it('B23: a variable that is not there becomes an empty text (F-175)', async () => {
    const sent = await sendTo([200], { body: '[{{ order.nmae }}]' }, { input: order });

    expect(sent.receiver.requests[0]?.body).to.equal('[]');
    expect(sent.assumed).to.include('F-175');
    expect(sent.issues.map(({ rule, path }) => [rule, path])).to.deep.include(['F-175', '/body']);
  });

  it('passes a value through a filter that does not exist (F-176)', async () => {
    const sent = await sendTo([200], { body: '{{ order.name | shout }}' }, { input: order });

    expect(sent.receiver.requests[0]?.body).to.equal('NB 1&2');
    expect(sent.issues.map(({ rule }) => rule)).to.deep.equal(['F-176']);
  });

  it('B24: Liquid that is wrong sends nothing (F-180)', async () => {
    const sent = await sendTo([200], { body: '{{ order.name | }' }, { input: order });

    expect(sent.status).to.equal('refused');
    expect(sent.receiver.requests).to.deep.equal([]);
    expect(sent.issues.map(({ rule, severity, path }) => [rule, severity, path])).to.deep.equal([
      ['F-180', 'error', '/body'],
    ]);
  });

  it('B24: Liquid that goes wrong only when it is filled fails the step after 0 attempts (F-180)', async () => {
    const sent = await sendTo(
      [200],
      { body: '{{ order.name | times: order.tags | divided_by: 0 }}{% for i in (1..99999999) %}x{% endfor %}' },
      { input: order },
    );

    expect(sent.status).to.equal('failed');
    expect(sent.series[0]).to.deep.include({ status: 'failed', attempts: [], rule: 'F-180' });
    expect(sent.receiver.requests).to.deep.equal([]);
    expect(sent.assumed).to.include('F-180');
  });

  it('B24: Liquid that is wrong is sent as it is written where the option says so (F-180)', async () => {
    const sent = await sendTo(
      [200],
      { headers: [{ key: 'X-Order', value: '{{ order.name }}' }], body: '{{ order.name | }' },
      { input: order, assumptions: { onTemplateError: 'literal' } },
    );

    const [request] = sent.receiver.requests;
    expect([request?.headers['x-order'], request?.body]).to.deep.equal(['NB 1&2', '{{ order.name | }']);
    expect(sent.assumed).to.include('F-180');
  });

  it('B25: a secret is on the wire as it is, and hidden in all that comes back, in every form (F-160 F-161 F-162 F-163 F-174)', async () => {
    const key = 'courier-key/+4711';
    const echo = `${key} ${encodeURIComponent(key)} ${JSON.stringify(key)} ${Buffer.from(key).toString('base64')}`;
    const receiver = await receive([
      { status: 503, body: echo },
      { status: 200, body: echo, headers: { 'x-echo': key } },
    ]);

    const sent = await sendAction(
      {
        url: `${receiver.url}/?key={{ secrets.courier-key | url_encode }}`,
        headers: [{ key: 'X-Courier-Key', value: '{{secrets.courier-key}}' }],
        body: '{{ secrets.courier-key | json }}{{ secrets.courier-key | base64_encode }}',
      },
      { secrets: { 'courier-key': key, other: 'never named' } },
    );

    const [request] = receiver.requests;
    expect(request?.url).to.equal('/?key=courier-key%2F%2B4711');
    expect(request?.headers['x-courier-key']).to.equal(key);
    expect(request?.body).to.equal(`"${key}"${Buffer.from(key).toString('base64')}`);
    const shown = JSON.stringify(sent);
    for (const form of [key, encodeURIComponent(key), Buffer.from(key).toString('base64')]) {
      expect(shown).not.to.include(form);
    }
    expect(sent.series[0]?.attempts[0]?.request.headers).to.deep.include({ name: 'X-Courier-Key', value: '***' });
  });

  it('B25: what filters and tags make of a secret is hidden too (F-163)', async () => {
    const key = 'northbeam-canary-17';
    const { receiver, ...sent } = await sendTo(
      [200],
      {
        headers: [
          { key: 'X-Hash', value: 'v1={{ secrets.key | upcase }}' },
          { key: 'X-Tag', value: '{% assign mine = secrets.key | split: "" | reverse | join: "-" %}{{ mine }}' },
        ],
        body: 'a {{ secrets.key | sha256 }} b {{ secrets.key | split: "" | join: "." }} c',
      },
      { secrets: { key } },
    );

    const forms = [
      createHash('sha256').update(key).digest('hex'),
      [...key].join('.'),
      key.toUpperCase(),
      [...key].reverse().join('-'),
    ];
    expect(receiver.requests[0]?.body).to.equal(`a ${forms[0]} b ${forms[1]} c`);
    const shown = JSON.stringify(sent);
    expect(forms.filter((form) => shown.includes(form))).to.deep.equal([]);
    expect(sent.exchanges[0]?.request.body).to.equal('a *** b *** c');
  });

  it('B25: a template sees no secret but those that it names (F-161)', async () => {
    const { receiver } = await sendTo(
      [200],
      { body: '{{ secrets.mine }}:{{ secrets | json }}:{% assign h = "other" %}{{ secrets[h] }}' },
      { secrets: { mine: 'word-1', other: 'word-2' } },
    );

    expect(receiver.requests[0]?.body).to.equal('word-1:{"mine":"word-1"}:');
  });

  it('B26: an unknown handle sends nothing (F-165)', async () => {
    const sent = await sendTo([200], { headers: [{ key: 'X-Key', value: '{{secrets.currier-key}}' }] });

    expect(sent.status).to.equal('refused');
    expect(sent.series[0]).to.deep.include({ status: 'refused', attempts: [], rule: 'F-165' });
    expect(sent.series[0]?.says).to.include('currier-key');
    expect(sent.receiver.requests).to.deep.equal([]);
  });

  it('B26: an unknown handle becomes an empty text where the option says so (F-165)', async () => {
    const sent = await sendTo([200], { body: '[{{secrets.key}}]' }, { assumptions: { unknownSecret: 'empty' } });

    expect(sent.receiver.requests[0]?.body).to.equal('[]');
    expect(sent.assumed).to.include('F-165');
  });

  it('B27: a secret in the name of a header is not filled in, and gives a warning (F-112 F-164)', async () => {
    const headers = [{ key: 'X-{{secrets.tenant}}', value: 'x' }];

    const sent = await sendTo([200], { headers }, { secrets: { tenant: 'northbeam' } });

    expect(sent.status).to.equal('success');
    expect(JSON.stringify(sent.receiver.requests)).not.to.include('northbeam');
    expect(sent.issues.map(({ rule, severity }) => [rule, severity])).to.deep.equal([['F-164', 'warning']]);
    expect(sent.log.map(({ rule }) => rule)).to.include('F-164');
    expect(sent.assumed).to.include('F-164');
  });

  it('B27: it is filled in where the option says so (F-164)', async () => {
    const { receiver, ...sent } = await sendTo(
      [200],
      { headers: [{ key: 'X-{{secrets.tenant}}', value: 'x' }] },
      { secrets: { tenant: 'northbeam' }, assumptions: { expandHeaderNames: true } },
    );

    expect(receiver.requests[0]?.headers).to.have.property('x-northbeam', 'x');
    expect(JSON.stringify(sent)).not.to.include('northbeam');
  });

  it('B30: Head gives headers and an empty body (F-110)', async () => {
    const sent = await sendTo([{ status: 200, headers: { 'x-stock': '7' } }], { method: 'Head' });

    expect(sent.output).to.have.nested.property('sendHttpRequest.body', '');
    expect(sent.output).to.have.nested.property('sendHttpRequest.headers.x-stock', '7');
  });

  for (const method of ['Get', 'Head']) {
    it(`B31: ${method} leaves its body out, with a warning; Delete and Options send theirs (F-200)`, async () => {
      const sent = await sendTo([200], { method, body: 'x' });
      const others = await Promise.all(
        ['Delete', 'Options'].map((other) => sendTo([200], { method: other, body: 'x' })),
      );

      expect([sent.status, sent.receiver.requests[0]?.body]).to.deep.equal(['success', '']);
      expect(sent.issues.map(({ rule, severity }) => [rule, severity])).to.deep.equal([['F-200', 'warning']]);
      expect(sent.assumed).to.include('F-200');
      expect(others.map(({ receiver }) => receiver.requests[0]?.body)).to.deep.equal(['x', 'x']);
    });
  }

  it('B32: no content type is added, unless the option says so (F-201)', async () => {
    const plain = await sendTo([200], { body: '{}' });
    const typed = await sendTo([200], { body: '{}' }, { assumptions: { addContentType: true } });

    expect(plain.receiver.requests[0]?.headers).not.to.have.property('content-type');
    expect(plain.assumed).to.deep.equal(['F-201']);
    expect(typed.receiver.requests[0]?.headers['content-type']).to.equal('text/plain;charset=UTF-8');
  });

  it('B33: nothing is signed, and no id is sent (F-197 F-198)', async () => {
    const { receiver } = await sendTo([200], {
      body: '{}',
      headers: [{ key: 'Content-Type', value: 'application/json' }],
    });

    const names = Object.keys(receiver.requests[0]?.headers ?? {}).sort();
    expect(names).to.deep.equal(['accept', 'connection', 'content-length', 'content-type', 'host', 'user-agent']);
  });

  it('sends one id in all retries where the option names a header for it (F-197)', async () => {
    const { receiver, series } = await sendTo(
      [503, 200],
      {},
      { assumptions: { idempotencyHeader: 'Idempotency-Key' } },
    );

    const [first, second] = receiver.requests.map(({ headers }) => headers['idempotency-key']);
    expect(first).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(second).to.equal(first);
    expect(series[0]?.attempts.map(({ guid }) => guid)).to.deep.equal([first, first]);
  });

  it('sends a neutral User-Agent, that of the option, or the one of the author (F-193)', async () => {
    const own = [{ key: 'User-Agent', value: 'northbeam/1' }];
    const sent = [
      await sendTo(),
      await sendTo([200], {}, { assumptions: { userAgent: 'Flow' } }),
      await sendTo([200], { headers: own }),
    ];

    expect(sent.map(({ receiver }) => receiver.requests[0]?.headers['user-agent'])).to.deep.equal([
      'hooksmith',
      'Flow',
      'northbeam/1',
    ]);
  });

  it('knows no fixed address from which it sends (F-192)', async () => {
    const chosen = await sendAction({ url: 'http://127.0.0.1/' }, { assumptions: { sourceIps: '192.0.2.1' } }).catch(
      String,
    );

    expect(chosen).to.match(/sourceIps \(F-192\)/);
  });

  it('B34: a response above the limit fails the action; from 50 KB there is a warning (F-199)', async () => {
    const large = await sendTo([{ status: 200, body: 'x'.repeat(1_048_577) }, 200]);
    const middling = await sendTo([{ status: 200, body: 'x'.repeat(51_200) }]);
    const small = await sendTo([{ status: 200, body: 'x'.repeat(51_199) }]);

    expect([large.status, resultsOf(large)]).to.deep.equal(['failed', ['max-size']]);
    expect(large.assumed).to.include('F-199');
    expect([middling.status, middling.issues.map(({ rule, severity }) => [rule, severity])]).to.deep.equal([
      'success',
      [['F-199', 'warning']],
    ]);
    expect(small.issues).to.deep.equal([]);
  });

  it('holds the limits that the options set for headers and body (F-194 F-195)', async () => {
    const fields = { headers: [{ key: 'A', value: '1' }], body: 'ü{{ order.name }}' };
    const maxRequestBytes = 'üNB 1&2'.length;

    const body = await sendTo([200], fields, { input: order, assumptions: { maxRequestBytes } });
    const fits = await sendTo([200], fields, { input: order, assumptions: { maxRequestBytes: maxRequestBytes + 1 } });
    const headers = await sendTo([200], fields, { input: order, assumptions: { maxHeaders: 0 } });

    expect([body.status, body.series[0]?.rule]).to.deep.equal(['refused', 'F-195']);
    expect(fits.status).to.equal('success');
    expect([headers.status, headers.issues[0]?.rule]).to.deep.equal(['refused', 'F-194']);
  });

  it('refuses a header that gets a line break from the data (H-212)', async () => {
    const sent = await sendTo(
      [200],
      { headers: [{ key: 'X-Note', value: '{{ order.note }}' }] },
      { input: { order: { note: 'ring\r\nX-Admin: yes' } } },
    );

    expect([sent.status, sent.series[0]?.rule]).to.deep.equal(['refused', 'H-212']);
    expect(sent.receiver.requests).to.deep.equal([]);
  });

  it('B37: private and metadata addresses are refused before anything connects, by the profile of the run (H-220 to H-223)', async () => {
    const ends = [];
    for (const url of [
      'http://169.254.169.254/latest',
      'http://10.0.0.1/',
      'http://2130706433/',
      'http://{{ host }}/',
    ]) {
      const network = { profile: 'platform', allowHosts: [] } as const;
      const sent = await sendAction(
        { url },
        { network, input: { host: '127.0.0.1' }, assumptions: { allowHttp: 'always' } },
      );
      ends.push([sent.status, sent.series[0]?.attempts.length]);
    }
    const local = await sendTo([200]);
    const metadata = await sendAction({ url: 'http://169.254.169.254/latest' });

    expect(ends).to.deep.equal(Array(4).fill(['refused', 0]));
    expect([local.status, metadata.status]).to.deep.equal(['success', 'refused']);
  });

  it('refuses plain http to another machine where the option says so, also when the data gives the address (F-191)', async () => {
    const sent = await sendAction(
      { url: '{{ host }}/x' },
      { input: { host: 'http://courier.northbeam.example' }, assumptions: { allowHttp: 'never' } },
    );

    expect([sent.status, sent.series[0]?.rule]).to.deep.equal(['refused', 'F-191']);
  });

  it('generation 2022 has no secrets and no variable (F-102 F-103 F-211)', async () => {
    const sent = await sendTo([200], { generation: '2022', body: '[{{secrets.key}}]' }, { secrets: { key: secret } });

    expect(sent.receiver.requests[0]?.body).to.equal('[]');
    expect(sent).to.deep.include({ status: 'success', output: {} });
  });
});
