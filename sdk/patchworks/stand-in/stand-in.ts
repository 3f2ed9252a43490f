import { readHeader } from '../../http/exchange.ts';
import type { OpenStandIn, PlatformStandIn, StandInAnswer, StandInRequest, StandInWorld } from '../../stand-in.ts';
import { maxBodyBytes } from '../publish/settings.ts';
import { answerError, type Desk } from './desk.ts';
import { isLogin, logIn } from './login.ts';
import { readOptions, standInAssumptions } from './options.ts';
import { listRoutes } from './routes.ts';

const minuteMs = 60_000;

/** Answers as the Core API does for scripts, their versions, templates and pins, and to both logins (P-870 to P-877). */
export const patchworksStandIn: PlatformStandIn = {
  says: 'The Core API of Patchworks: scripts, versions, their deployment, templates and the steps of flow versions.',
  assumptions: standInAssumptions,
  maxBodyBytes,
  // A key stands alone, a token of a login after "Bearer" (P-811, P-812, P-871).
  findToken: ({ headers }) => readHeader(headers, 'authorization')?.replace(/^bearer +/i, ''),
  isOpen: isLogin,
  refuse: answerError,
  open: openStandIn,
};

function openStandIn(world: StandInWorld): OpenStandIn {
  const options = readOptions(world.assumptions);
  const desk: Desk = { store: world.store, options, world };
  const routes = listRoutes(options);
  let minute = { startMs: 0, count: 0 };

  return {
    answer(request) {
      if (isLogin(request)) return logIn(world, request);
      return refuseTooMany() ?? route(request);
    },
  };

  /** P-817. */
  function refuseTooMany(): StandInAnswer | null {
    if (options.rateLimit === null) return null;
    const now = world.now();
    const isOver = now - minute.startMs >= minuteMs;
    minute = isOver ? { startMs: now, count: 1 } : { ...minute, count: minute.count + 1 };
    if (minute.count <= options.rateLimit) return null;
    const seconds = Math.max(1, Math.ceil((minute.startMs + minuteMs - now) / 1000));
    return { ...answerError(429, 'Too many requests.'), headers: { 'Retry-After': String(seconds) } };
  }

  function route(request: StandInRequest): StandInAnswer {
    for (const { method, path, respond } of routes) {
      const match = method === request.method ? path.exec(request.path) : null;
      if (match !== null) return respond(desk, { ids: match.slice(1).map(Number), request });
    }
    return answerError(options.unknownRoute, 'There is no such route.');
  }
}
