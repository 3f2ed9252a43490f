import type { JsonValue } from '../../contract.ts';
import type { StandInDocument } from '../../stand-in.ts';
import {
  answerInvalid,
  answerMissing,
  type Desk,
  mayBeText,
  needText,
  nextId,
  onlyWrong,
  type Respond,
  readBody,
  readIncludes,
  textOr,
  toTime,
} from './desk.ts';
import { answerList } from './list.ts';
import { createVersion, showVersions } from './versions.ts';

const collection = 'scripts';

/** `GET /scripts` (P-820, P-850). */
export const listScripts: Respond = (desk, { request }) => {
  const name = request.query.get('filter[name]');
  const version = request.query.get('filter[versions.id]');
  const found = desk.store.list(collection).filter((script) => {
    const own = String(script['name']);
    const isNamed = name === null || (desk.options.matchesParts ? hasPart(own, name) : own === name);
    const owner = version === null ? undefined : desk.store.get('script-versions', version)?.['script_id'];
    return isNamed && (version === null || owner === script['id']);
  });
  return answerList(desk, request, found, (script) => showWithIncludes(desk, script, readIncludes(desk, request)));
};

/** `GET /scripts/{id}` (P-821). */
export const readScript: Respond = (desk, { ids: [id = 0], request }) => {
  const script = desk.store.get(collection, String(id));
  if (script === undefined) return answerMissing('script', id);
  return { status: 200, body: { data: showWithIncludes(desk, script, readIncludes(desk, request)) } };
};

/** `POST /scripts`: 201, with a first version where a content came along (P-822). Two scripts may have one name. */
export const createScript: Respond = (desk, { request }) => {
  const body = readBody(request);
  const given = Object.fromEntries(desk.options.createFields.map((field) => [field, body[field]]));
  const { name, description, language, content } = given;
  const wrong = onlyWrong({
    name: needText(name, 'name'),
    description: mayBeText(description, 'description'),
    language: mayBeText(language, 'language'),
    content: mayBeText(content, 'content'),
  });
  if (wrong !== null) return answerInvalid(desk, wrong);
  const id = nextId(desk.store, collection);
  const now = toTime(desk.world.now());
  const script: StandInDocument = {
    id,
    script_template_id: null,
    name: textOr(name, ''),
    description: textOr(description, null),
    language: textOr(language, null),
    ai_created: false,
    created_at: now,
    updated_at: now,
  };
  desk.store.put(collection, String(id), script);
  if (typeof content === 'string' && content !== '') createVersion(desk, id, content);
  return { status: 201, body: { data: showScript(script) } };
};

/** `PATCH /scripts/{id}` (P-823). */
export const changeScript: Respond = (desk, { ids: [id = 0], request }) => {
  const script = desk.store.get(collection, String(id));
  if (script === undefined) return answerMissing('script', id);
  const { name, description, language } = readBody(request);
  const wrong = onlyWrong({
    name: name === undefined ? [] : needText(name, 'name'),
    description: mayBeText(description, 'description'),
    language: mayBeText(language, 'language'),
  });
  if (wrong !== null) return answerInvalid(desk, wrong);
  const changed: StandInDocument = {
    ...script,
    name: textOr(name, script['name'] ?? ''),
    description: textOr(description, script['description'] ?? null),
    language: textOr(language, script['language'] ?? null),
    updated_at: toTime(desk.world.now()),
  };
  desk.store.put(collection, String(id), changed);
  return { status: 200, body: { data: showScript(changed) } };
};

/** A script as the API shows it, without relations (P-840, P-875). */
export function showScript({ last_version: _last, ...script }: StandInDocument): Readonly<Record<string, JsonValue>> {
  return script;
}

function showWithIncludes(
  desk: Desk,
  script: StandInDocument,
  has: (relation: string) => boolean,
): Readonly<Record<string, JsonValue>> {
  const versions = has('versions') || has('latestVersion') ? showVersions(desk, script['id']) : [];
  return {
    ...showScript(script),
    ...(has('versions') ? { versions } : {}),
    ...(has('latestVersion') ? { latest_version: versions.at(-1) ?? null } : {}),
  };
}

function hasPart(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
