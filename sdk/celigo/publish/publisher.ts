import { ownField } from '../../json-object.ts';
import type { Publisher, Refusal, Wanted } from '../../publisher.ts';
import { sha256 } from '../../sha256.ts';
import { kindFor, namePlace, readPlace } from './places.ts';
import { calledName, hookOf, planHook, scriptName } from './plan.ts';
import { listScripts, openPull } from './pull.ts';
import { type CeligoRemote, readRemote } from './remote.ts';
import { CeligoPublish, mostChars } from './settings.ts';

/** Publishes scripts and attaches them to exports, imports and steps of flows (C-601 to C-636). */
export const celigoPublisher: Publisher<CeligoRemote> = {
  regions: { us: 'https://api.integrator.io', eu: 'https://api.eu.integrator.io' },
  credential: 'API token',
  headers: (token) => [{ name: 'Authorization', value: `Bearer ${token}` }],
  readError,
  retryAfter: ['retry-after'],
  assumptions: {},
  publishes: { hooks: true, steps: [] },
  settings: CeligoPublish,
  check,
  identify(wanted) {
    const { stack, attach = [] } = wanted.settings as CeligoPublish;
    const hook = hookOf(wanted.contract);
    return [
      ...(stack === undefined
        ? [{ what: `the script ${scriptName(wanted)}`, value: sha256(wanted.content), id: 'script' }]
        : []),
      ...attach.map((place) => ({ what: `${hook} of the ${namePlace(place)}`, value: calledName(wanted) })),
    ];
  },
  read: (wanted, known) =>
    readRemote(scriptName(wanted), hookOf(wanted.contract), wanted.settings as CeligoPublish, known),
  plan: planHook,
  isHosted: (settings) => (settings as CeligoPublish).stack !== undefined,
  learn(ids, { step }, { body }) {
    if (step !== 'create-script') return ids;
    const id = ownField(body, '_id');
    // Without an id it is found by its name.
    return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? { ...ids, script: id } : ids;
  },
  conclude: () => [],
  list: listScripts,
  openPull,
};

/** C-604; the codes are made up but for that of 429, so they decide nothing (C-606). */
function readError(body: unknown): string | undefined {
  const errors = ownField(body, 'errors');
  if (!Array.isArray(errors)) return undefined;
  const says = errors.flatMap((error) => {
    const parts = [ownField(error, 'message'), ownField(error, 'code')].filter((part) => typeof part === 'string');
    return parts.length === 0 ? [] : [parts.join(', ')];
  });
  return says.length === 0 ? undefined : says.slice(0, 3).join('; ');
}

function check(wanted: Wanted): Refusal | null {
  const { description = '', attach = [], stack, function: called } = wanted.settings as CeligoPublish;
  const name = scriptName(wanted);
  const tooLong = [
    { field: 'name', text: name, most: mostChars.name },
    { field: 'description', text: description, most: mostChars.description },
  ].find(({ text, most }) => text.length > most);
  if (tooLong !== undefined) {
    return refuse(
      `the ${tooLong.field} of the script of ${wanted.name} has ${tooLong.text.length} characters, and the platform takes ${tooLong.most} (C-614)`,
      `Shorten "${tooLong.field}" under "publish" of the hook in hooksmith.json.`,
    );
  }
  const hook = hookOf(wanted.contract);
  const kind = kindFor(hook);
  if (stack !== undefined && kind === undefined) {
    return refuse(
      `${wanted.name}: hooksmith attaches no ${hook} to a stack`,
      'Take "publish" of the hook out of hooksmith.json and attach it on the platform.',
    );
  }
  if (called !== undefined && stack === undefined) {
    return refuse(
      `${wanted.name}: "function" is how a stack calls it, and a script is called by its own function, ${wanted.functionName}`,
      'Take "function" out of "publish" of the hook in hooksmith.json, or add the id of its "stack".',
    );
  }
  const misplaced = attach.find((place) => readPlace(place).kind !== kind);
  if (misplaced === undefined) return null;
  return refuse(
    `${wanted.name}: a ${hook} on the ${namePlace(misplaced)} never runs (C-635)`,
    kind === undefined
      ? `hooksmith attaches preSavePage to exports, postResponseMap to steps of flows and the other page hooks to imports; attach a ${hook} on the platform.`
      : kind === 'flow'
        ? 'Attach it to a step of a flow: {"flow": "…", "step": "…"}.'
        : `Attach it to an ${kind}: {"${kind}": "…"}.`,
  );
}

function refuse(message: string, next: string): Refusal {
  return { whose: 'user', message, next: [next] };
}
