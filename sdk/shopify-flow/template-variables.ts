import { type ParsedTemplate, parseLiquid } from '../http/liquid.ts';
import { findOutputs } from './outputs.ts';

/** A path of a template, as Liquid writes it; a step that is itself a variable is null. */
type TemplatePath = Extract<ParsedTemplate, { status: 'parsed' }>['paths'][number];

/** What Liquid gives of texts and lists beside their own items. */
const computed = ['size', 'first', 'last'];

/**
 * The variables that a template puts out although they lead to nothing in the data (F-175), as the template writes them;
 * each once. One that a condition asks for, or that has a `default`, is not among them, nor is one below a name of `later`,
 * whose data comes only while the workflow runs.
 */
export function missingVariables(template: string, data: unknown, later: readonly string[] = []): readonly string[] {
  const paths = pathsOf(template).filter((path) => !later.includes(String(path[0])) && isMissing(path, data));
  if (paths.length === 0) return [];
  const put = new Set(
    findOutputs(template)
      .filter(({ filters }) => !filters.includes('default'))
      .map(({ value }) => withDots(value)),
  );
  return [...new Set(paths.map((path) => path.join('.')))].filter((name) => put.has(name));
}

/** The variables of a template that come from outside; none where it is wrong. */
export function pathsOf(template: string): readonly TemplatePath[] {
  const parsed = parseLiquid(template);
  return parsed.status === 'parsed' ? parsed.paths : [];
}

/** `a[0]['b c']` as `a.0.b c`. */
function withDots(value: string): string {
  return value.replace(/\[(?:(-?\d+)|"([^"\]]*)"|'([^'\]]*)')\]/g, (_, index = '', double = '', single = '') => {
    return `.${index}${double}${single}`;
  });
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

/** The handles of the secrets that a template names; those that are themselves variables cannot be told. */
export function namedSecrets(template: string): readonly string[] {
  const handles = pathsOf(template)
    .filter(([root]) => root === 'secrets')
    .map(([, handle]) => handle);
  return [...new Set(handles.filter((handle) => handle !== undefined && handle !== null).map(String))];
}
