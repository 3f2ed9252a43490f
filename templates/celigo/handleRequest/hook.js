/**
 * Answers a request to an API of yours.
 *
 * @type {import('hooksmith/celigo').HandleRequest<{ orderNo: string }>}
 */
function handleRequest({ method, body }) {
  if (method !== 'POST') return { statusCode: 405, headers: { allow: 'POST' }, body: { reason: 'orders are posted' } };
  if (body === undefined) return { statusCode: 400, body: { reason: 'no body' } };
  return { statusCode: 202, body: { accepted: body.orderNo } };
}
