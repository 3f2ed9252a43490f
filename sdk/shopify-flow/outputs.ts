/** One `{{ … }}` of a template. */
export interface Output {
  /** Where it begins. */
  readonly at: number;
  /** What stands before the first filter: `order.name`. */
  readonly value: string;
  /** Names of the filters, in order. */
  readonly filters: readonly string[];
  /** All that stands between the braces. */
  readonly text: string;
}

/** The outputs of a template in order, found by their braces alone: enough for warnings, not for filling it. */
export function findOutputs(template: string): readonly Output[] {
  const outputs: Output[] = [];
  let at = template.indexOf('{{');
  while (at !== -1) {
    const end = template.indexOf('}}', at + 2);
    if (end === -1) break;
    const text = template
      .slice(at + 2, end)
      .replace(/^-/, '')
      .replace(/-$/, '')
      .trim();
    const [value = '', ...filters] = splitFilters(text);
    outputs.push({ at, value, filters: filters.map((filter) => /^[\w-]*/.exec(filter)?.[0] ?? ''), text });
    at = template.indexOf('{{', end + 2);
  }
  return outputs;
}

/** Whether the value of an output is a variable: neither a text nor a number that the author wrote himself. */
export function isVariable({ value }: Output): boolean {
  return value !== '' && !/^["'\d-]/.test(value) && !['true', 'false', 'nil', 'empty', 'blank'].includes(value);
}

/** Cuts at each `|` that stands outside quotes. */
function splitFilters(text: string): readonly string[] {
  const parts: string[] = [];
  let quote = '';
  let from = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '|') {
      parts.push(text.slice(from, index).trim());
      from = index + 1;
    }
  }
  return [...parts, text.slice(from).trim()];
}
