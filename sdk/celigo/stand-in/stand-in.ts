import type { Assumptions, JsonValue } from '../../contract.ts';
import type { OpenStandIn, PlatformStandIn, StandInAnswer, StandInRequest, StandInWorld } from '../../stand-in.ts';
import { choiceOf, numberOf, standInAssumptions } from './assumptions.ts';
import { type Desk, makeDesk } from './desk.ts';
import { errorRoutes } from './error-routes.ts';
import { jobRoutes } from './job-routes.ts';
import { isDocument, parseJson } from './json.ts';
import { kinds } from './kinds.ts';
import { makeRateBucket } from './rate-bucket.ts';
import { refuse } from './refuse.ts';
import { requestRoutes } from './request-routes.ts';
import { makeResourceRoutes } from './resource-routes.ts';
import { type FoundRoute, findRoute, type Route, route } from './routes.ts';
import { scriptRoutes } from './script-routes.ts';
import { stateRoutes } from './state-routes.ts';

const megabyte = 1024 * 1024;

/** A stand-in for the REST API of Celigo (C-601 to C-666): what is published to it stays, and nothing is ever run. */
export const celigoStandIn: PlatformStandIn = {
  says: "Stands in for Celigo's REST API: scripts, exports, imports, flows, state and logs below /v1.",
  assumptions: standInAssumptions,
  maxBodyBytes: 16 * megabyte,
  findToken({ headers }) {
    const given = headers.filter(({ name }) => name.toLowerCase() === 'authorization');
    return given.length === 1 ? /^bearer ([^ ]+)$/i.exec(given[0]?.value ?? '')?.[1] : undefined;
  },
  isOpen: () => false,
  refuse: (status, message, assumptions) => refuse(status, message, assumptions),
  open,
};

const routes: readonly Route[] = [
  route('GET', '/v1/tokenInfo', answerTokenInfo),
  ...stateRoutes,
  ...kinds.flatMap(makeResourceRoutes),
  ...scriptRoutes,
  ...errorRoutes,
  ...requestRoutes,
  ...jobRoutes,
];

function open(world: StandInWorld): OpenStandIn {
  const desk = makeDesk(world);
  const checks = orderChecks(world.assumptions, makeChecks(desk));
  return {
    answer(request) {
      const asked: Asked = { request, found: findRoute(routes, request.method, request.path) };
      for (const check of checks) {
        const refused = check(asked);
        if (refused !== null) return refused;
      }
      return carryOut(desk, asked);
    },
  };
}

/** A request, and its route where there is one. */
interface Asked {
  readonly request: StandInRequest;
  readonly found: FoundRoute | undefined;
}

type Check = (asked: Asked) => StandInAnswer | null;

function makeChecks(desk: Desk): Readonly<Record<string, Check>> {
  const bucket = makeRateBucket({
    size: numberOf(desk.assumptions, 'rateBucket', 0),
    refillPerSecond: numberOf(desk.assumptions, 'rateRefillPerSecond', 0),
  });
  return {
    rate() {
      const seconds = bucket.take(desk.now());
      if (seconds === 0) return null;
      const refused = desk.refuse(429, 'Too many requests: wait for as long as Retry-After says.');
      return { ...refused, headers: { 'retry-after': String(seconds) } };
    },
    route: ({ request, found }) =>
      found === undefined ? desk.refuse(404, `There is no ${request.method} ${request.path}.`) : null,
    json: ({ request, found }) =>
      found?.route.takesBody === true && parseJson(request.body) === undefined
        ? desk.refuse(400, 'The body is no JSON.')
        : null,
  };
}

/** The token is checked before all and what a body holds after all, so the names at both ends stand for nothing here (C-660). */
function orderChecks(assumptions: Assumptions, checks: Readonly<Record<string, Check>>): readonly Check[] {
  const order = String(choiceOf(assumptions, 'checkOrder')).split(',');
  return order.flatMap((name) => (Object.hasOwn(checks, name) ? [checks[name] ?? pass] : []));
}

function pass(): null {
  return null;
}

function carryOut(desk: Desk, { request, found }: Asked): StandInAnswer {
  if (found === undefined) throw new Error('a request without a route was let pass');
  const { route: own, parameters } = found;
  const body: JsonValue = own.takesBody ? (parseJson(request.body) ?? null) : null;
  return own.answer(desk, { request, parameters }, body);
}

/** C-602. */
function answerTokenInfo({ assumptions }: Desk): StandInAnswer {
  const body = choiceOf(assumptions, 'tokenInfoBody');
  return { status: 200, body: isDocument(body) ? body : {} };
}
