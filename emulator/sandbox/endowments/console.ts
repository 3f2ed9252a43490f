import type { Endowment } from './endowment.ts';

const levels = ['debug', 'log', 'info', 'warn', 'error'] as const;

/** `console.log` and its like: formats to text at once, inside the page's time (S-146, C-328). */
export const consoleEndowment: Endowment = {
  names: ['console'],
  make({ log }) {
    const methods = levels.map((level) => [
      level,
      (...values: readonly unknown[]): void => log(level, values.map(formatValue).join(' ')),
    ]);
    return { console: Object.fromEntries(methods) };
  },
};

/** Text of one console argument; never throws, whatever getters and `toJSON` the value has. */
function formatValue(value: unknown): string {
  try {
    return describe(value);
  } catch {
    return '[a value that throws when it is read]';
  }
}

function describe(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
    case 'undefined':
    case 'symbol':
      return String(value);
    case 'bigint':
      return `${value}n`;
    case 'function':
      return '[function]';
    case 'object': {
      if (value === null) return 'null';
      if (value instanceof Error) return `${value.name}: ${value.message}`;
      return JSON.stringify(value) ?? '[object]';
    }
  }
}
