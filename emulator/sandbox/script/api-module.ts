import type { PlatformApi } from '../../../sdk/platform-api.ts';

/**
 * The text of the module through which a script calls its platform, as the body of a CommonJS module whose `require` is
 * the one function that carries calls: `(name, JSON text of the arguments) => JSON text of the result`, undefined for none.
 * All else is made in the compartment of the script, and every value that it gets is fresh (S-153).
 *
 * Functions that nobody has documented can be called as well: the answer says that they are not modelled. An area without
 * any known function may be one itself.
 */
export function apiModuleText({ areas }: PlatformApi): string {
  return `'use strict';
const carry = require;
const { freeze } = Object;
const { parse, stringify } = JSON;
const areas = ${JSON.stringify(areas)};
const call = (name, given) => {
  const text = carry(name, stringify(given));
  return text === undefined ? undefined : parse(text);
};
const makeFunction = (name) => freeze((...given) => call(name, given));
const makeArea = (area, names) => {
  const known = names.length === 0 ? (...given) => call(area, given) : {};
  for (const name of names) known[name] = makeFunction(area + '.' + name);
  return new Proxy(freeze(known), {
    get: (target, key) =>
      typeof key !== 'string' || key in target || key === 'then' || key === 'toJSON'
        ? target[key]
        : makeFunction(area + '.' + key),
  });
};
const api = {};
for (const area of Object.keys(areas)) api[area] = makeArea(area, areas[area]);
module.exports = freeze(api);
`;
}
