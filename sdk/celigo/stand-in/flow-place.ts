import type { JsonValue } from '../../contract.ts';
import type { StandInAnswer } from '../../stand-in.ts';
import type { Call, Desk } from './desk.ts';
import { withOne } from './resource-routes.ts';

/** A route below a flow, which must be there; its id is the parameter `id`. */
export function withFlow<Body extends readonly JsonValue[]>(
  answer: (desk: Desk, call: Call, ...body: Body) => StandInAnswer,
): typeof answer {
  return (desk, call, ...body) =>
    withOne(desk, call, { collection: 'flows', noun: 'flow' }, () => answer(desk, call, ...body));
}
