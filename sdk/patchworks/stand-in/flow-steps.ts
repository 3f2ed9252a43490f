import type { JsonValue } from '../../contract.ts';
import { isJsonList, isJsonObject } from '../../json-object.ts';
import { answerMissing, type Desk, type Respond, readIncludes } from './desk.ts';
import { answerList } from './list.ts';
import { showScript } from './scripts.ts';
import { showVersion } from './versions.ts';

/** Deeper than steps are nested. */
const deepest = 60;

/**
 * `GET /flow-versions/{id}/steps` (P-830). The stand-in runs no flows: a flow version is a document of the collection
 * `flow-versions` with `steps`, each with its `children`; a member such as `script_version_id` or
 * `response_script_version_id` is the version that is pinned there.
 */
export const listSteps: Respond = (desk, { ids: [id = 0], request }) => {
  const flow = desk.store.get('flow-versions', String(id));
  if (flow === undefined) return answerMissing('flow version', id);
  const has = readIncludes(desk, request);
  const withScript = has('scriptVersion.script');
  const show = (step: JsonValue): JsonValue =>
    has('scriptVersion') || withScript ? showPins(desk, step, withScript, 0) : step;
  const steps = flow['steps'] ?? [];
  const tree = isJsonList(steps) ? steps : [];
  const isTree = request.query.get('to_tree') === '1';
  return { status: 200, body: { data: (isTree ? tree : tree.flatMap((step) => flatten(step, 0))).map(show) } };
};

/** `GET /script-templates` (P-829): the documents of the collection `script-templates`. */
export const listTemplates: Respond = (desk, { request }) => {
  const name = request.query.get('filter[name]');
  const isPrivate = request.query.get('filter[private]');
  const found = desk.store
    .list('script-templates')
    .filter((template) => name === null || String(template['name']).toLowerCase().includes(name.toLowerCase()))
    .filter((template) => isPrivate === null || (template['private'] === true) === /^(1|true)$/.test(isPrivate));
  return answerList(desk, request, found, (template) => template);
};

function showPins(desk: Desk, value: JsonValue, withScript: boolean, depth: number): JsonValue {
  if (depth > deepest) return null;
  if (isJsonList(value)) return value.map((item) => showPins(desk, item, withScript, depth + 1));
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).flatMap(([name, inner]): (readonly [string, JsonValue])[] => {
    const shown = [name, showPins(desk, inner, withScript, depth + 1)] as const;
    const version = /script_version_id$/.test(name) ? desk.store.get('script-versions', String(inner)) : undefined;
    if (version === undefined) return [shown];
    const script = desk.store.get('scripts', String(version['script_id']));
    const pinned = {
      ...showVersion(desk, version),
      ...(withScript && script !== undefined ? { script: showScript(script) } : {}),
    };
    return [shown, [name.replace(/_id$/, ''), pinned]];
  });
  return Object.fromEntries(members);
}

function flatten(step: JsonValue, depth: number): readonly JsonValue[] {
  if (!isJsonObject(step) || depth > deepest) return [];
  const { children, ...own } = step as Readonly<Record<string, JsonValue>>;
  const below = children !== undefined && isJsonList(children) ? children : [];
  return [own, ...below.flatMap((child) => flatten(child, depth + 1))];
}
