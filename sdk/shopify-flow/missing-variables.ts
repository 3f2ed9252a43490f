import type { ParsedTemplate } from './liquid.ts';

/** A path of a template, as Liquid writes it; a step that is itself a variable is null. */
export type TemplatePath = Extract<ParsedTemplate, { status: 'parsed' }>['paths'][number];

/** What Liquid gives of texts and lists beside their own items. */
const computed = ['size', 'first', 'last'];

/** The paths that lead to nothing in the data, as a template writes them (F-175); each once. */
export function missingVariables(paths: readonly TemplatePath[], data: unknown): readonly string[] {
  return [...new Set(paths.filter((path) => isMissing(path, data)).map((path) => path.join('.')))];
}

function isMissing(path: TemplatePath, data: unknown): boolean {
  let at = data;
  for (const step of path) {
    // Which property it is, is known only when the template is filled.
    if (step === null) return false;
    if (at === null || at === undefined) return true;
    if (computed.includes(String(step)) && (typeof at !== 'object' || Array.isArray(at) || !Object.hasOwn(at, step))) {
      return false;
    }
    const index = Array.isArray(at) && typeof step === 'number' && step < 0 ? at.length + step : step;
    if (typeof at !== 'object' || !Object.hasOwn(at, index)) return true;
    at = Reflect.get(at, index);
  }
  return at === undefined;
}

/** The handles of the secrets that templates name; those that are themselves variables cannot be told. */
export function namedSecrets(paths: readonly TemplatePath[]): readonly string[] {
  const handles = paths.filter(([root]) => root === 'secrets').map(([, handle]) => handle);
  return [...new Set(handles.filter((handle) => handle !== undefined && handle !== null).map(String))];
}
