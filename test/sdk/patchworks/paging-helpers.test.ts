import { expect } from 'chai';
import { findHeader, lastPage, nextPage, readPagination } from '../../../sdk/patchworks/index.ts';

const page = {
  request: { method: 'GET', url: 'https://api.brightwell.example/items?page=1', headers: { Accept: '*/*' }, body: '' },
  response: { headers: { Link: '<…>; rel="next"', 'Set-Cookie': ['a=1', 'b=2'] }, status_code: 200 },
  payload: '[{"id":1}]',
};

describe('readPagination', () => {
  it('reads the page from text and from an object (P-461, P-463)', () => {
    expect(readPagination({ payload: JSON.stringify(page) })).to.deep.equal(page);
    expect(readPagination({ payload: page })).to.deep.equal(page);
  });

  it('gives headers that findHeader reads in any case (P-214)', () => {
    expect(findHeader(readPagination({ payload: page }).response.headers, 'link')).to.equal('<…>; rel="next"');
  });

  it('takes an empty list for no headers, as PHP writes it, and a missing body for an empty one', () => {
    const { method, url } = page.request;
    const payload = JSON.stringify({ ...page, request: { method, url, headers: [] } });

    expect(readPagination({ payload }).request).to.deep.equal({ method, url, headers: {}, body: '' });
  });

  it('throws where there is no page', () => {
    for (const payload of [
      null,
      '',
      '[]',
      '{}',
      '{"request":{}}',
      JSON.stringify({ ...page, response: { status: 200 } }),
    ]) {
      expect(() => readPagination({ payload })).to.throw(/data\.payload holds no page/);
    }
  });
});

describe('nextPage and lastPage', () => {
  it('give the JSON text that the platform reads, and keep logs (P-464, P-465)', () => {
    const next = nextPage(
      { ...page.request, url: 'https://api.brightwell.example/items?page=2' },
      { logs: ['page 2'] },
    );

    expect(JSON.parse(next.payload ?? '')).to.deep.equal({
      has_next_page: true,
      ...page.request,
      url: 'https://api.brightwell.example/items?page=2',
    });
    expect(next.logs).to.deep.equal(['page 2']);
    expect(lastPage()).to.deep.equal({ payload: '{"has_next_page":false}' });
  });
});
