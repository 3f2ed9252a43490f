import { randomUUID } from 'node:crypto';
import type { Assumptions } from '../../sdk/contract.ts';
import { answerJobGroup, describeException, openJobGroups } from '../../sdk/trifacta/job-groups.ts';
import { type Answer, answerJson, type RefusedStatus, type ServerPart } from './server-part.ts';
import { findBearer } from './token.ts';

/** What the stand-in for Trifacta's API is made of. */
export interface TrifactaSettings {
  readonly token: string;
  readonly assumptions: Assumptions;
  /** Milliseconds since 1970. */
  now(): number;
  /** Hears of each call that got through. */
  onCall(status: number): void;
}

const maxBodyBytes = 1024 * 1024;

/** The stand-in for `POST /v4/jobGroups` as a part of the local server (T-257 to T-262). */
export function makeTrifactaPart({ token, assumptions, now, onCall }: TrifactaSettings): ServerPart {
  let state = openJobGroups();
  return {
    path: '/trifacta',
    token,
    findToken: findBearer,
    maxTokenBodyBytes: 0,
    maxBodyBytes,
    refuse: (status) => withRequestId(answerJson(status, describeException(...refusals[status], {}))),
    routes: [
      {
        method: 'post',
        path: '/v4/jobGroups',
        async answer({ body }) {
          const request = { user: token, body: body.toString('utf8'), nowMs: now() };
          const { state: next, answer } = answerJobGroup(state, request, assumptions);
          state = next;
          onCall(answer.status);
          const { headers, ...rest } = answerJson(answer.status, answer.body);
          return withRequestId({ ...rest, headers: { ...headers, ...answer.headers } });
        },
      },
    ],
  };
}

/** T-260. */
function withRequestId({ headers, ...answer }: Answer): Answer {
  return { ...answer, headers: { ...headers, 'x-trifacta-request-id': randomUUID() } };
}

/** T-261; the names of the exceptions are our own, but for that of 429. */
const refusals: Readonly<Record<RefusedStatus, readonly [name: string, message: string]>> = {
  400: ['BadRequestException', 'The request cannot be read.'],
  401: ['UnauthorizedException', 'The token is missing or wrong.'],
  403: ['ForbiddenException', 'The request does not come from where it may.'],
  404: ['NotFoundException', 'There is nothing here.'],
  413: ['PayloadTooLargeException', 'The body is too large.'],
  415: ['UnsupportedMediaTypeException', 'The body must be JSON in UTF-8.'],
  500: ['InternalServerErrorException', 'The server failed.'],
};
