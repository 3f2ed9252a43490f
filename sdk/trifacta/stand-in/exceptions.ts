import type { StandInAnswer } from '../../stand-in.ts';
import { describeException } from '../job-groups.ts';

/** An error in the envelope that is documented for 429 and assumed for the others (T-259, T-261). */
export function answerException(status: number, message: string): StandInAnswer {
  const name = Object.hasOwn(names, status) ? names[status] : undefined;
  return { status, body: describeException(name ?? 'Exception', message, {}) };
}

/** The names are our own, but for that of 429. */
const names: Readonly<Record<number, string>> = {
  400: 'BadRequestException',
  401: 'UnauthorizedException',
  403: 'ForbiddenException',
  404: 'NotFoundException',
  410: 'GoneException',
  413: 'PayloadTooLargeException',
  415: 'UnsupportedMediaTypeException',
  429: 'TooManyRequestsException',
  500: 'InternalServerErrorException',
};
