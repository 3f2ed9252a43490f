import { createHash, timingSafeEqual } from 'node:crypto';
import type { StandInAnswer, StandInRequest, StandInWorld } from '../../stand-in.ts';
import { answerError, readBody } from './desk.ts';

/** The routes by which one logs in, each of another host of the platform (P-812, P-813). */
const loginRoutes = ['/fabric/api/login', '/api/v1/login'];
/** P-812. */
const tokenSeconds = 86_400;

/** Whether a request is a login, which needs no token. */
export function isLogin({ method, path }: Pick<StandInRequest, 'method' | 'path'>): boolean {
  return method === 'POST' && loginRoutes.includes(path);
}

/**
 * Gives out the token, whichever of the field names came (P-812 to P-814). The password is the token itself: a local server
 * that gave it to anybody would guard nothing.
 */
export function logIn({ token }: StandInWorld, request: StandInRequest): StandInAnswer {
  const { username, email, password } = readBody(request);
  const user = username ?? email;
  const isKnown = typeof user === 'string' && user !== '' && typeof password === 'string' && isSame(password, token);
  if (!isKnown)
    return answerError(401, 'The user or the password is wrong; the password is the token of the stand-in.');
  return { status: 200, body: { message: 'Logged in.', token, expires_in: tokenSeconds } };
}

function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
