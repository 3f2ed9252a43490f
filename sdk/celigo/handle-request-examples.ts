import type { Contract } from '../contract.ts';

/** Examples of handleRequest's schemas; they run as tests. */
export const handleRequestExamples: Contract['examples'] = {
  input: [
    {
      shows: 'a request with a body',
      value: {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        queryString: { dry: '1' },
        body: { orderNo: 'AF-1001' },
        rawBody: '{"orderNo":"AF-1001"}',
      },
    },
    { shows: 'a request without one', value: { method: 'GET', headers: {}, queryString: {}, rawBody: '' } },
    {
      shows: 'parameters as newer documents name them',
      value: {
        method: 'GET',
        headers: {},
        queryString: { dry: '1' },
        rawBody: '',
        pathParams: { orderNo: 'AF-1001' },
        queryParams: { dry: '1' },
      },
    },
  ],
  output: [
    {
      shows: 'an answer with all parts',
      value: { statusCode: 202, headers: { 'x-order': 'AF-1001' }, body: { accepted: true } },
    },
    { shows: 'a text', value: { statusCode: 200, body: 'done' } },
    { shows: 'a list, which is an object too', value: { statusCode: 200, body: [{ orderNo: 'AF-1001' }] } },
    { shows: 'a status alone', value: { statusCode: 204 } },
  ],
};

/** Values that handleRequest's schemas refuse, with the place that the refusal names. */
export const handleRequestAntiExamples: Contract['antiExamples'] = {
  input: [
    { shows: 'no method (C-285)', path: '', value: { queryString: {}, rawBody: '' } },
    { shows: 'a method in lower case (C-285)', path: '/method', value: { method: 'post', rawBody: '' } },
    { shows: 'a request inside of the options (C-853)', path: '', value: { request: { method: 'GET' } } },
    { shows: 'headers as text', path: '/headers', value: { method: 'GET', headers: 'accept: */*', rawBody: '' } },
    { shows: 'the query as text', path: '/queryString', value: { method: 'GET', queryString: 'dry=1' } },
  ],
  output: [
    { shows: 'a status under another name (C-286)', path: '', value: { status: 202 } },
    { shows: 'a status as text', path: '/statusCode', value: { statusCode: '202' } },
    { shows: 'the body alone', path: '', value: 'done' },
    { shows: 'a number as body', path: '/body', value: { statusCode: 200, body: 17 } },
    { shows: 'no result at all: undefined arrives as null', path: '', value: null },
  ],
};
