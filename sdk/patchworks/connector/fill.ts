import { ownField } from '../../json-object.ts';
import type { RunContext } from './run-context.ts';

/** A text of a request: `fills` where it is of the configuration and may hold `{{name}}`, not where a script or a server gave it. */
export interface FillText {
  readonly text: string;
  readonly fills: boolean;
}

/** A filled text would be longer than any request. */
export class FilledTooLong extends Error {
  override readonly name = 'FilledTooLong';
}

const mostChars = 32 * 1024 * 1024;

/**
 * Puts values in place of `{{token}}`, `{{name}}` (an authentication variable, else a variable of the step) and `[[meta.key]]`
 * (P-208, P-482). What is not there leaves nothing, with a warning in the run log. Linear; throws FilledTooLong.
 */
export function fill({ text, fills }: FillText, { state, journal }: RunContext): string {
  if (!fills) return text;
  let length = text.length;
  return text.replace(pattern, (_whole, name: string | undefined, key: string | undefined) => {
    const value = name === undefined ? ownField(state.meta, key ?? '') : lookUp(name, state);
    if (value === undefined || value === null) {
      const rule = name === 'token' ? 'P-482' : name === undefined ? 'P-208' : 'P-204';
      journal.write(
        'WARN',
        `${name === undefined ? `[[meta.${key}]]` : `{{${name}}}`} has no value and stays empty`,
        rule,
      );
      return '';
    }
    const filled = typeof value === 'string' ? value : JSON.stringify(value);
    length += filled.length;
    if (length > mostChars) throw new FilledTooLong(`a text of the request has more than ${mostChars} characters`);
    return filled;
  });
}

const pattern = /\{\{ {0,9}([\w.-]{1,100}) {0,9}\}\}|\[\[ {0,9}meta\.([^\s[\]]{1,100}) {0,9}\]\]/g;

function lookUp(name: string, { token, authVariables, variables }: RunContext['state']): unknown {
  if (name === 'token' && token !== null) return token;
  return ownField(authVariables, name) ?? ownField(variables, name);
}
