/** A template in parts, in their order; joined they are the template again. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | Reference
  /** Begins like a reference and is none; it stays as it is written. */
  | { readonly kind: 'broken'; readonly text: string; readonly says: string };

/** A reference to metadata: `{{$plan.duration|humanizeDuration}}`. */
export interface Reference {
  readonly kind: 'reference';
  /** As it is written, braces included. */
  readonly text: string;
  /** With its `$`: `$plan`, `$http_ax`. */
  readonly root: string;
  /** The names below the root. */
  readonly path: readonly string[];
  readonly filters: readonly string[];
  /** Whether a name is in double quotes (T-202). */
  readonly hasDoubleQuotes: boolean;
}

const mostNameChars = 256;
const name = /[^\s.[\]|{}'"]{1,256}/y;
const space = /[ \t\r\n]{0,64}/y;

/**
 * Splits a template at its references (T-200 to T-203). Takes time in proportion to the template, whatever is in it; braces
 * that do not begin with `{{$` are text.
 *
 * @example
 * parseTemplate("{{$flow_cd['a b'].rows}}"); // root $flow_cd, path ['a b', 'rows']
 */
export function parseTemplate(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let textFrom = 0;
  let at = template.indexOf('{{');
  while (at !== -1) {
    const part = parseAt(template, at);
    if (part !== null) {
      if (at > textFrom) parts.push({ kind: 'text', text: template.slice(textFrom, at) });
      parts.push(part);
      textFrom = at + part.text.length;
    }
    at = template.indexOf('{{', part === null ? at + 1 : textFrom);
  }
  if (textFrom < template.length) parts.push({ kind: 'text', text: template.slice(textFrom) });
  return parts;
}

/** Reads one reference from its braces on; null where no `$` follows them. */
function parseAt(template: string, from: number): Exclude<TemplatePart, { kind: 'text' }> | null {
  let at = from + 2;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(template)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const broken = (says: string) => ({ kind: 'broken', text: template.slice(from, at), says }) as const;

  take(space);
  if (template[at] !== '$') return null;
  at += 1;
  const root = take(name);
  if (root === '') return broken('there is no name after $');
  const path: string[] = [];
  const filters: string[] = [];
  let hasDoubleQuotes = false;
  for (;;) {
    take(space);
    const sign = template[at];
    if (sign === '.') {
      at += 1;
      const step = take(name);
      if (step === '') return broken('a name must follow the dot');
      path.push(step);
    } else if (sign === '[') {
      at += 1;
      take(space);
      const quote = template[at];
      if (quote !== "'" && quote !== '"') return broken("square brackets must hold a name in single quotes: ['a b']");
      const step = template.slice(at + 1, at + 1 + mostNameChars + 1);
      const length = step.indexOf(quote);
      at += 1;
      if (length === -1) return broken(`the quote ${quote} is not closed`);
      at += length + 1;
      take(space);
      if (template[at] !== ']') return broken('the square bracket is not closed');
      at += 1;
      hasDoubleQuotes ||= quote === '"';
      path.push(step.slice(0, length));
    } else if (sign === '|') {
      at += 1;
      take(space);
      const filter = take(name);
      if (filter === '') return broken('the name of a filter must follow the bar');
      filters.push(filter);
    } else if (template.startsWith('}}', at)) {
      at += 2;
      const text = template.slice(from, at);
      return { kind: 'reference', text, root: `$${root}`, path, filters, hasDoubleQuotes };
    } else {
      return broken('it is not closed with }}');
    }
  }
}
