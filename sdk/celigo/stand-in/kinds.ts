import type { StandInAnswer, StandInDocument } from '../../stand-in.ts';
import { choiceOf } from './assumptions.ts';
import type { DebugPath } from './debug-until.ts';
import type { Desk } from './desk.ts';
import { pick, without } from './json.ts';
import { findScriptUses } from './script-uses.ts';

/** A kind of resource: what tells it from the others. */
export interface Kind {
  /** In paths, and as the collection of the store. */
  readonly collection: string;
  /** For messages. */
  readonly noun: string;
  readonly debugPath: DebugPath;
  /** What of a body is kept, before the server adds its own fields. */
  take(body: StandInDocument): StandInDocument;
  /** What a list shows of it. */
  show(document: StandInDocument): StandInDocument;
  /** The refusal of what is not valid; null where it is. */
  refuse(desk: Desk, document: StandInDocument, isNew: boolean): StandInAnswer | null;
  /** The refusal to delete it; null where it may go. Absent where any may. */
  refuseRemoval?(desk: Desk, id: string): StandInAnswer | null;
}

/** Fields that the server sets. */
export const ownFields: readonly string[] = ['_id', 'createdAt', 'lastModified'];

/** Fields of a script that a client may set (C-619). */
const scriptFields = [
  'name',
  'description',
  'content',
  'sandbox',
  'postResponseHookToProcessOnChildRecord',
  '_sourceId',
];

const scripts: Kind = {
  collection: 'scripts',
  noun: 'script',
  debugPath: ['debugUntil'],
  take: (body) => pick(body, [...scriptFields, 'debugUntil']),
  show: (document) => without(document, ['content']),
  refuse(desk, document, isNew) {
    const needsContent = isNew && choiceOf(desk.assumptions, 'requireScriptContent') === true;
    for (const field of ['name', ...(needsContent ? ['content'] : [])]) {
      const value = document[field];
      if (value === undefined || value === null || value === '') {
        return desk.refuse(422, `${field} is required.`, { field, isMissing: true });
      }
    }
    for (const [field, { type, most }] of Object.entries(scriptShape)) {
      const value = document[field] ?? null;
      if (value === null) continue;
      if (typeof value !== type) return desk.refuse(422, `${field} must be a ${type}.`, { field });
      if (typeof value === 'string' && most !== undefined && [...value].length > most) {
        return desk.refuse(422, `${field} has more than ${most} characters.`, { field });
      }
    }
    return null;
  },
  /** C-665. */
  refuseRemoval(desk, id) {
    if (choiceOf(desk.assumptions, 'deleteInUse') === 'allow') return null;
    const users = Object.values(findScriptUses(desk.store, id)).flat();
    return users.length === 0
      ? null
      : desk.refuse(422, `The script is in use by ${users.length} resources.`, { field: '_id' });
  },
};

/** C-614, C-619. */
const scriptShape: Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly most?: number }>> = {
  name: { type: 'string', most: 100 },
  description: { type: 'string', most: 1024 },
  content: { type: 'string' },
  sandbox: { type: 'boolean' },
  postResponseHookToProcessOnChildRecord: { type: 'boolean' },
  _sourceId: { type: 'string' },
};

/** What is known of them is where hooks are; all else is stored as it is given, a hook in the wrong place too (C-635). */
function makeKind(collection: string, noun: string, debugPath: DebugPath): Kind {
  return {
    collection,
    noun,
    debugPath,
    take: (body) => body,
    show: (document) => document,
    refuse: (desk, { name }) =>
      name === undefined || typeof name === 'string'
        ? null
        : desk.refuse(422, 'name must be a string.', { field: 'name' }),
  };
}

/** The kinds that a stand-in keeps (C-661). */
export const kinds: readonly Kind[] = [
  scripts,
  makeKind('exports', 'export', ['debugUntil']),
  makeKind('imports', 'import', ['debugUntil']),
  makeKind('flows', 'flow', ['logging', 'debugUntil']),
];
