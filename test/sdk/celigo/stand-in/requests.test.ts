import { expect } from 'chai';
import { celigo } from '../../../../sdk/celigo/index.ts';
import { standInAssumptions } from '../../../../sdk/celigo/stand-in/assumptions.ts';
import { celigoStandIn } from '../../../../sdk/celigo/stand-in/stand-in.ts';
import { listOptions } from '../../../../sdk/rule.ts';
import { errorOf, openStandIn } from './open-stand-in.ts';

describe('the stand-in for Celigo', () => {
  it('tells whether a token is good at /v1/tokenInfo (C-601, C-602)', () => {
    const tokenInfoBody = { _userId: 'u-1' };

    expect(openStandIn().ask('GET', '/v1/tokenInfo')).to.deep.equal({ status: 200, body: {} });
    expect(openStandIn({ tokenInfoBody }).ask('GET', '/v1/tokenInfo').body).to.deep.equal(tokenInfoBody);
  });

  it('finds the token of a request in one header (C-601)', () => {
    const find = (...values: readonly string[]) =>
      celigoStandIn.findToken({
        headers: values.map((value) => ({ name: 'Authorization', value })),
        query: new URLSearchParams('access_token=t'),
      });

    expect([
      find('Bearer t-1'),
      find('bearer t-1'),
      find('t-1'),
      find('Basic t-1'),
      find(),
      find('Bearer a', 'Bearer b'),
    ]).to.deep.equal(['t-1', 't-1', undefined, undefined, undefined, undefined]);
    expect(celigoStandIn.isOpen({ method: 'GET', path: '/v1/tokenInfo' })).to.equal(false);
  });

  it('lets 1,000 requests pass at once and 300 a second, then answers 429 with Retry-After (C-603)', () => {
    const standIn = openStandIn();
    const ask = () => standIn.ask('GET', '/v1/scripts').status;
    const count = (most: number) => Array.from({ length: most }, ask).filter((status) => status === 204).length;

    expect(count(1_100)).to.equal(1_000);
    const refused = standIn.ask('GET', '/v1/scripts');
    expect(refused.headers).to.deep.equal({ 'retry-after': '1' });
    expect(errorOf(refused)).to.deep.equal([429, 'rate_limited']);
    standIn.pass(1_000);
    expect(count(400)).to.equal(300);
    standIn.pass(3_600_000);
    expect(count(1_100)).to.equal(1_000);
    standIn.pass(-5_000);
    expect(count(10)).to.equal(0);
  });

  it('says in whole seconds how long to wait (C-603)', () => {
    const standIn = openStandIn({ rateBucket: 1, rateRefillPerSecond: 0.4 });
    standIn.ask('GET', '/v1/scripts');
    const wait = () => standIn.ask('GET', '/v1/scripts').headers?.['retry-after'];

    expect(wait()).to.equal('3');
    standIn.pass(2_400);
    expect(wait()).to.equal('1');
    standIn.pass(100);
    expect(wait()).to.equal(undefined);
  });

  it('checks rate, route, JSON and content in this order, or another of checkOrder (C-660)', () => {
    const cases = (checkOrder: string) => {
      const full = openStandIn({ checkOrder, rateBucket: 100 });
      const empty = openStandIn({ checkOrder, rateBucket: 0, rateRefillPerSecond: 0 });
      return [full, empty].flatMap(({ askText }) => [
        askText('POST', '/v1/nowhere', '{').status,
        askText('POST', '/v1/scripts', '{').status,
        askText('POST', '/v1/scripts', '{}').status,
      ]);
    };

    expect(cases('auth,rate,route,json,validation')).to.deep.equal([404, 400, 422, 429, 429, 429]);
    expect(cases('auth,route,rate,json,validation')).to.deep.equal([404, 400, 422, 404, 429, 429]);
    expect(cases('auth,route,json,rate,validation')).to.deep.equal([404, 400, 422, 404, 400, 429]);
  });

  it('puts errors into an envelope with code, message and at times a field (C-604, C-605, C-606)', () => {
    const standIn = openStandIn();
    const answers = [
      standIn.ask('GET', '/v1/scripts/none'),
      standIn.askText('POST', '/v1/scripts', ''),
      standIn.ask('POST', '/v1/scripts', {}),
      standIn.ask('POST', '/v1/scripts', { name: 7 }),
      ...[401, 403, 413, 415, 429, 500, 502, 503, 599].map((status) =>
        celigoStandIn.refuse(status, 'why', {}, () => 0),
      ),
    ];

    expect(answers.map(errorOf)).to.deep.equal([
      [404, 'not_found'],
      [400, 'invalid_or_missing_json'],
      [422, 'missing_required_field', 'name'],
      [422, 'invalid_field', 'name'],
      [401, 'unauthorized'],
      [403, 'forbidden'],
      [413, 'too_large'],
      [415, 'unsupported_type'],
      [429, 'rate_limited'],
      [500, 'internal_error'],
      [502, 'bad_gateway'],
      [503, 'service_unavailable'],
      [599, 'error'],
    ]);
    expect(celigoStandIn.refuse(404, 'why', {}, () => 0).body).to.deep.equal({
      errors: [{ code: 'not_found', message: 'why' }],
    });
  });

  it('has other codes by errorCodes (C-606)', () => {
    const errorCodes = { '404': ['gone'], '422': ['lacking', 'odd'] };
    const standIn = openStandIn({ errorCodes });

    expect(errorOf(standIn.ask('GET', '/v1/nowhere'))).to.deep.equal([404, 'gone']);
    expect(errorOf(standIn.ask('POST', '/v1/scripts', {}))).to.deep.equal([422, 'lacking', 'name']);
    expect(errorOf(standIn.ask('POST', '/v1/scripts', { name: 7 }))).to.deep.equal([422, 'odd', 'name']);
  });

  it('has no route for what it does not know, whatever the path', () => {
    const { ask } = openStandIn();
    const paths = [
      '/',
      '',
      '/v1',
      '/v1/',
      '/v2/scripts',
      '/v1/connections',
      '/v1/scripts/a/b/c',
      '/v1/scripts/%zz',
      '/v1//scripts',
      '/v1/scripts/..%2F..%2Fetc',
      '/v1/__proto__',
      '/v1/scripts/__proto__',
      '/v1/scripts/constructor',
      '/v1/exports/a/invoke',
    ];

    expect(paths.map((path) => ask('GET', path).status)).to.deep.equal(paths.map(() => 404));
    for (const method of ['OPTIONS', 'HEAD', 'TRACE', 'get', ''])
      expect(ask(method, '/v1/scripts').status).to.equal(404);
  });

  it('has the option and the default of every rule about it (C-602 to C-666)', () => {
    const others = ['nextPageSameHostOnly', 'testRunPath'];
    const expected = celigo.rules
      .filter(({ id }) => /^C-6\d\d$/.test(id))
      .flatMap((rule) => listOptions(rule).map(([name, preset]) => [name, rule.id, preset]))
      .filter(([name]) => !others.includes(String(name)));

    const own = Object.entries(standInAssumptions).map(([name, { rule, default: preset }]) => [name, rule, preset]);
    expect(own).to.have.deep.members(expected);
  });
});
