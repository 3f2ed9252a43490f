import type { JsonValue } from '../contract.ts';
import type { Series } from '../http/http-step.ts';
import { ownField } from '../json-object.ts';
import { findUnplain } from '../plain-value.ts';

/** What became of a step that parses a body. */
export interface Parsed {
  readonly series: Series;
  /** Undefined where the step failed. */
  readonly value: JsonValue | undefined;
}

/** Makes data of the body of a variable as `JSON.parse` in a Run code step does; what is no JSON fails this step (F-213). */
export function parseBody(name: string, from: string, variable: JsonValue | undefined): Parsed {
  const body = ownField(variable, 'body');
  if (typeof body !== 'string') return failed(name, `${from} has no body, as its action filled no variable`);
  let value: JsonValue;
  try {
    value = JSON.parse(body);
  } catch {
    // The words of the error repeat the body.
    return failed(name, `the body of ${from} (${body.length} characters) is no JSON, so JSON.parse throws`);
  }
  if (findUnplain(value) !== undefined) return failed(name, `the body of ${from} is nested too deep`);
  const says = `JSON.parse makes data of the body of ${from}`;
  return { series: { name, status: 'success', attempts: [], says, rule: 'F-151' }, value };
}

function failed(name: string, says: string): Parsed {
  return { series: { name, status: 'failed', attempts: [], says, rule: 'F-213' }, value: undefined };
}
