import type { Issue } from '../contract.ts';
import type { TaskOptions } from './assumptions.ts';
import { parseTemplate, type Reference } from './reference-parser.ts';
import { isFilter, type ReferenceData, resolveReference } from './references.ts';

/** What the references of one task can see (T-204). */
export interface ReferenceScope {
  /** Why a root cannot be read; null where it can. */
  explainRoot(root: string): { readonly rule: string; readonly says: string } | null;
  /** Recorded metadata. */
  readonly data: ReferenceData;
}

const planMembers = ['name', 'duration', 'startTime', 'runId', 'user', 'taskCount', 'id', 'url'];
const httpMembers = ['name', 'status', 'duration', 'startTime', 'endTime', 'statusCode', 'response'];
const responseMembers = ['body', 'json', 'headers'];

/** More than anybody reads of one template. */
const mostIssues = 20;

/** What is wrong with the references of a header value or body, before any task runs (T-200 to T-217). */
export function checkReferences(
  template: string,
  {
    path,
    isJson,
    scope,
    options,
  }: {
    readonly path: string;
    /** Whether the template is a JSON body (T-202). */
    readonly isJson: boolean;
    readonly scope: ReferenceScope;
    readonly options: TaskOptions;
  },
): readonly Issue[] {
  const issues: Issue[] = [];
  const add = (severity: 'error' | 'warning', rule: string, message: string): void => {
    issues.push({ code: severity === 'error' ? 'wrong-setup' : 'doubtful-setup', rule, severity, path, message });
  };
  for (const part of parseTemplate(template)) {
    if (part.kind === 'text') continue;
    if (issues.length === mostIssues) break;
    const shown = part.text.slice(0, 100);
    if (part.kind === 'broken') {
      add('error', 'T-200', `${shown} is no reference: ${part.says}`);
      continue;
    }
    const fault = explainReference(part, scope, options);
    if (fault !== null) add('error', fault.rule, `${shown}: ${fault.says}`);
    else if (part.hasDoubleQuotes && isJson) {
      add('warning', 'T-202', `${shown} has double quotes, which arrive escaped in a JSON body: use single quotes`);
    }
  }
  return issues;
}

/** Why a reference cannot work; null where it can, as far as its names are known. */
function explainReference(
  reference: Reference,
  scope: ReferenceScope,
  options: TaskOptions,
): { readonly rule: string; readonly says: string } | null {
  const { root, path, filters } = reference;
  const resolved = resolveReference(reference, scope.data);
  if (resolved.status === 'refused') return { rule: 'T-217', says: `the name ${resolved.name} is refused` };
  const filter = filters.find((one) => !isFilter(one, options));
  if (filter !== undefined) return { rule: 'T-215', says: `there is no filter ${filter}` };
  const fault = scope.explainRoot(root);
  if (fault !== null) return fault;
  const known = membersOf(reference, scope.data, options);
  const unknown = known.findIndex((names, index) => {
    const name = path[index];
    return name !== undefined && names !== null && !names.includes(name);
  });
  if (unknown === -1) return null;
  const names = known[unknown]?.join(', ');
  return { rule: 'T-212', says: `${root} has no ${path.slice(0, unknown + 1).join('.')}; there is ${names}` };
}

/** The names that may stand at each place of a path; null where any may, because nobody has published them (T-206 to T-210). */
function membersOf(
  { root, path }: Reference,
  data: ReferenceData,
  { flowTaskMembers }: TaskOptions,
): readonly (readonly string[] | null)[] {
  if (root === '$plan') return [planMembers];
  if (root.startsWith('$http_')) return path[0] === 'response' ? [httpMembers, responseMembers] : [httpMembers];
  const recorded = Object.hasOwn(data, root) ? data[root] : undefined;
  const outputs = typeof recorded === 'object' && recorded !== null ? Object.keys(recorded) : null;
  return [outputs === null ? null : [...flowTaskMembers, ...outputs]];
}

/** For a task alone: it sees whatever its input holds, and the plan (T-211). */
export function scopeOfInput(data: ReferenceData): ReferenceScope {
  return {
    data,
    explainRoot: (root) =>
      root === '$plan' || Object.hasOwn(data, root)
        ? null
        : { rule: 'T-212', says: `there is no ${root}: the input holds no metadata under that name` },
  };
}
