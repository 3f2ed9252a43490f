import { expect } from 'chai';
import { drive } from './drive-connector.ts';

const pages = ({ url }: { readonly url: string }): readonly [number, string, Record<string, string>] => {
  const page = Number(new URL(url).searchParams.get('page') ?? 1);
  const next = page < 3 ? `https://shop.example/orders?page=${page + 1}` : null;
  return [200, JSON.stringify({ items: [page], next }), next === null ? {} : { Link: `<${next}>; rel="next"` }];
};
// biome-ignore lint/suspicious/noExplicitAny: a published script has no types
const follow = (data: any): unknown => {
  const page = typeof data.payload === 'string' ? JSON.parse(data.payload) : data.payload;
  const next = /<([^>]+)>;\s*rel="next"/.exec(page.response.headers.Link ?? '');
  const { headers } = page.request;
  const result = next
    ? { has_next_page: true, url: next[1], headers, method: 'GET', body: '' }
    : { has_next_page: false, method: 'GET' };
  return { payload: JSON.stringify(result) };
};
const returns = (result: unknown) => () => ({ payload: JSON.stringify(result) });

describe('patchworks connector, paging', () => {
  it('P-460 to P-465, P-408, P-437: after each page the script gives the next request, until there is none', () => {
    const { status, output, trail, series, assumed } = drive({
      answers: pages,
      scripts: { 'pre-request': () => ({}), 'response-script': () => ({ response_code: 0 }), pagination: follow },
    });

    const round = (path: string): readonly string[] => [
      'call pre-request',
      `send GET ${path}`,
      'call response-script',
      'call pagination',
    ];
    expect(status).to.equal('success');
    expect(trail).to.deep.equal([...round('/orders'), ...round('/orders?page=2'), ...round('/orders?page=3')]);
    expect(output.payloads.map((text: string) => JSON.parse(text).items)).to.deep.equal([[1], [2], [3]]);
    expect(series.map(({ name }) => name)).to.deep.equal(['page 1', 'page 2', 'page 3']);
    expect(assumed).to.include.members(['P-437', 'P-463', 'P-465']);
  });

  it('P-461, P-462, P-467: the script is passed the request with its whole url, status_code, what was saved, and the maps', () => {
    const seen: { payload: string; meta: unknown; flow: unknown }[] = [];
    drive({
      setup: { endpoint: { headers: { Accept: 'application/json' }, dataPath: 'items' } },
      input: { meta: { a: '1' }, flow: { variables: { f: 1 } } },
      answers: pages,
      scripts: { pagination: (data) => seen.push(data) && { payload: '{"has_next_page":false}' } },
    });

    expect(JSON.parse(seen[0]?.payload ?? '')).to.deep.equal({
      request: { method: 'GET', url: 'https://shop.example/orders', headers: { Accept: 'application/json' }, body: '' },
      response: { headers: { Link: '<https://shop.example/orders?page=2>; rel="next"' }, status_code: 200 },
      payload: '[1]',
    });
    expect(seen[0]).to.deep.include({ meta: { a: '1' }, flow: { variables: { f: 1 } } });
  });

  it('P-438, P-518, P-560: the page is worked out with what the response script made of it, unless the option says otherwise', () => {
    const savedWith = (responseBeforePagination: boolean): unknown => {
      const seen: unknown[] = [];
      drive({
        answers: [[200, 'raw']],
        scripts: {
          'response-script': () => ({ response_code: 0, payload: 'moved' }),
          pagination: (data) => seen.push(JSON.parse(data.payload).payload) && returns({ has_next_page: false })(),
        },
        assumptions: { responseBeforePagination },
      });
      return seen[0];
    };

    expect(savedWith(true)).to.equal('moved');
    expect(savedWith(false)).to.equal('raw');
  });

  it('P-437, P-517: with responsePerPage false the response script runs for the first page alone', () => {
    const { output } = drive({
      answers: pages,
      scripts: { 'response-script': () => ({ response_code: 0 }), pagination: follow },
      assumptions: { responsePerPage: false },
    });

    expect(output.scriptCalls).to.deep.equal({ 'response-script': 1, pagination: 3 });
  });

  it('follows the address at a path of the body', () => {
    const { output } = drive({
      setup: { endpoint: { pagination: { kind: 'next-url', path: 'next' }, dataPath: 'items' } },
      answers: pages,
      assumptions: { responseBeforePagination: false },
    });

    expect(output.payloads).to.deep.equal(['[1]', '[2]', '[3]']);
  });

  it('P-436: warns where the script dropped what paging needs', () => {
    const { output, issues } = drive({
      setup: { endpoint: { pagination: { kind: 'next-url', path: 'next' } } },
      answers: pages,
      scripts: { 'response-script': () => ({ response_code: 0, payload: '[]' }) },
    });

    expect(output.payloads).to.deep.equal(['[]']);
    expect(issues.map(({ rule, severity }) => [rule, severity])).to.deep.equal([['P-436', 'warning']]);
  });

  it('P-463: paginationInputForm "object" passes the page as an object', () => {
    const { output } = drive({
      answers: pages,
      scripts: { pagination: follow },
      assumptions: { paginationInputForm: 'object' },
    });

    expect(output.payloads).to.have.length(3);
  });

  it('P-464: has_next_page outside payload ends paging with a warning, or fails where that is strict', () => {
    const scripts = { pagination: () => ({ has_next_page: true, url: 'https://shop.example/2' }) };
    const lenient = drive({ scripts });

    expect(lenient.status).to.equal('success');
    expect(lenient.lines).to.include('WARN P-464 the pagination script returned no payload, so paging ends');
    expect(drive({ scripts, assumptions: { paginationMissingKey: 'error' } }).status).to.equal('failed');
  });

  it('P-465: paginationEndKeys "required" wants all keys on the last page too', () => {
    const scripts = { pagination: returns({ has_next_page: false, method: 'GET' }) };

    expect(drive({ scripts }).status).to.equal('success');
    expect(drive({ scripts, assumptions: { paginationEndKeys: 'required' } }).status).to.equal('failed');
  });

  it('P-466: parts that are left out are taken from the request before, with a warning, or it is an error', () => {
    const scripts = {
      // biome-ignore lint/suspicious/noExplicitAny: a published script has no types
      pagination: (data: any) =>
        returns(
          data.payload.includes('page=2')
            ? { has_next_page: false }
            : { has_next_page: true, url: 'https://shop.example/orders?page=2' },
        )(),
    };
    const setup = { endpoint: { headers: { Accept: 'text/csv' } } };
    const { sent, lines, assumed } = drive({ setup, scripts });

    expect(sent[1]).to.deep.equal({ ...sent[0], url: 'https://shop.example/orders?page=2' });
    expect(lines).to.include('WARN P-466 the next request lacks headers, method, body, taken from the one before');
    expect(assumed).to.include('P-466');
    expect(drive({ setup, scripts, assumptions: { paginationMissingKey: 'error' } }).status).to.equal('failed');
  });

  it('P-468: "true" and 1 are read as true with a warning; what cannot be read fails the step or ends paging', () => {
    for (const flag of ['false', 0]) {
      const { status, lines } = drive({ scripts: { pagination: returns({ has_next_page: flag }) } });

      expect(status).to.equal('success');
      expect(lines).to.include('WARN P-468 has_next_page is no boolean');
    }
    for (const payload of ['no JSON', '[]', '{}', '{"has_next_page":"yes"}', '{"has_next_page":true,"url":7}']) {
      const scripts = { pagination: () => ({ payload }) };
      const failed = drive({ scripts });

      expect(failed.status, payload).to.equal('failed');
      expect(failed.series.at(-1)?.rule).to.equal('P-468');
      expect(drive({ scripts, assumptions: { paginationInvalid: 'endPaging' } }).status).to.equal('success');
    }
  });

  it('P-469: the same request twice in a row, and more pages than allowed, stop paging with a warning', () => {
    const same = drive({
      scripts: {
        pagination: returns({
          has_next_page: true,
          url: 'https://shop.example/orders',
          headers: {},
          method: 'GET',
          body: '',
        }),
      },
    });
    let page = 1;
    const endless = drive({
      scripts: {
        pagination: () => {
          page += 1;
          return returns({
            has_next_page: true,
            url: `https://shop.example/${page}`,
            headers: {},
            method: 'GET',
            body: '',
          })();
        },
      },
      assumptions: { maxPages: 5 },
    });

    expect(same.sent).to.have.length(1);
    expect(endless.sent).to.have.length(5);
    for (const { status, issues } of [same, endless]) {
      expect(status).to.equal('success');
      expect(issues.map(({ rule, severity }) => [rule, severity])).to.deep.equal([['P-469', 'warning']]);
    }
  });

  it('P-460: a pagination script that throws is called four times, and then the step fails', () => {
    const { status, output } = drive({
      scripts: {
        pagination: () => {
          throw new Error('no link');
        },
      },
    });

    expect([status, output.scriptCalls]).to.deep.equal(['failed', { pagination: 4 }]);
  });

  it('keeps a token fresh in headers that a pagination script hands back', () => {
    let logins = 0;
    const { sent } = drive({
      setup: {
        endpoint: { headers: { Authorization: 'Bearer {{token}}' } },
        authentication: { request: { method: 'POST', url: 'https://shop.example/session' }, token: 'token' },
      },
      answers: (request) => {
        if (!request.url.endsWith('/session')) return pages(request);
        logins += 1;
        return [200, `{"token":"tk-${logins}"}`];
      },
      scripts: {
        pagination: follow,
        'response-script': (data) => {
          const isLost = logins === 1 && data.response.body.includes('[2]');
          return { response_code: isLost ? 4 : 0 };
        },
      },
    });

    expect(sent.at(-1)?.headers).to.deep.equal([{ name: 'Authorization', value: 'Bearer tk-2' }]);
  });

  it('does not fill what a script or a server gave, so no answer can ask for the token', () => {
    const { sent } = drive({
      setup: {
        endpoint: { pagination: { kind: 'next-url', path: 'next' } },
        authentication: { request: { method: 'POST', url: 'https://shop.example/session' }, token: 'token' },
      },
      answers: ({ url }) => {
        if (url.endsWith('/session')) return [200, '{"token":"tk-secret"}'];
        return [200, url.includes('thief') ? '{}' : '{"next":"https://thief.example/?t={{token}}"}'];
      },
    });

    expect(sent.at(-1)?.url).to.not.include('tk-secret');
  });
});
