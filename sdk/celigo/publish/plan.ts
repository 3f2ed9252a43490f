import type { JsonValue } from '../../contract.ts';
import { splitContractName } from '../../contract-name.ts';
import { type JsonObject, ownField } from '../../json-object.ts';
import type { Known, Plan, PlannedWrite, Refusal, Wanted } from '../../publisher.ts';
import { sha256 } from '../../sha256.ts';
import { kinds, withHook } from './places.ts';
import type { CeligoRemote, RemotePlace } from './remote.ts';
import type { CeligoPublish } from './settings.ts';

/** Stands for the id of a script that is still to be made, in changes that are only shown. */
const idToCome = '(id of the new script)';

/** How far a list may be behind what was done, and how soon it is first looked at again. Nothing says how long it is. */
const mostListLagMs = 3000;
const listPollMs = 500;

/** What is left to do for a hook: its script first, then each place that does not call it yet. Pure. */
export function planHook(wanted: Wanted, known: Known, remote: CeligoRemote): Plan {
  const settings = wanted.settings as CeligoPublish;
  const refusal = judgeScript(wanted, known, remote) ?? judgePlaces(wanted, known, remote);
  if (refusal !== null) return { status: 'refused', refusal };
  const { script } = remote;
  // A list may be behind (C-666): a script whose making was never answered is looked for again before it is made anew.
  if (script.status === 'missing' && known.open.has('create-script') && known.waitedMs < mostListLagMs) {
    const ms = listPollMs + known.waitedMs;
    return { status: 'wait', ms, says: `whether the script ${scriptName(wanted)} was made already` };
  }
  const writes = [
    ...planScript(wanted, settings, remote),
    ...remote.places.flatMap((place) => {
      const target =
        script.status === 'hosted' ? { _stackId: settings.stack ?? '' } : { _scriptId: idOfScript(remote) };
      return planPlace(wanted, place, { function: calledName(wanted), ...target });
    }),
  ];
  return writes.length === 0 ? { status: 'done' } : { status: 'change', writes };
}

/** The name of a script on the platform. */
export function scriptName({ name, settings }: Wanted): string {
  return (settings as CeligoPublish).name ?? name;
}

/** The name under which places call the function. */
export function calledName({ functionName, settings }: Wanted): string {
  return (settings as CeligoPublish).function ?? functionName ?? '';
}

function idOfScript({ script }: CeligoRemote): string {
  return script.status === 'found' ? script.id : idToCome;
}

function planScript(wanted: Wanted, { description }: CeligoPublish, { script, content }: CeligoRemote): PlannedWrite[] {
  if (script.status === 'hosted') return [];
  const name = scriptName(wanted);
  const own = { name, content: wanted.content, ...(description === undefined ? {} : { description }) };
  if (script.status !== 'found') {
    return [
      {
        says: `make the script ${name}`,
        step: 'create-script',
        request: { method: 'POST', path: '/v1/scripts', body: own },
      },
    ];
  }
  const stale = Object.entries(own).filter(([field, value]) => ownField(script.script, field) !== value);
  if (stale.length === 0) return [];
  const what = content === wanted.content ? stale.map(([field]) => field).join(' and ') : 'content';
  return [
    {
      says: `replace the ${what} of the script ${name}`,
      step: 'replace-script',
      // All of the script goes back: what a PUT lacks is erased (C-615).
      request: {
        method: 'PUT',
        path: `/v1/scripts/${encodeURIComponent(script.id)}`,
        body: toJson({ ...script.script, ...own }),
      },
    },
  ];
}

function planPlace(
  { contract }: Wanted,
  { name, kind, id, resource, path, call }: RemotePlace,
  wanted: Readonly<Record<string, string>>,
): PlannedWrite[] {
  if (call !== undefined && isCall(call, wanted)) return [];
  const hook = hookOf(contract);
  return [
    {
      says: `have the ${name} call ${wanted['function']} as ${hook}`,
      step: 'attach',
      request: {
        method: 'PUT',
        path: `/v1/${kinds[kind]}/${encodeURIComponent(id)}`,
        body: toJson(withHook(resource, path, hook, { ...keptOf(call, wanted), ...wanted })),
      },
    },
  ];
}

/** What else a place says of a call, such as `configuration` (C-632), where the same script or stack is called again. */
function keptOf(
  call: JsonObject | undefined,
  wanted: Readonly<Record<string, string>>,
): Readonly<Record<string, JsonValue>> {
  const isSame = ['_scriptId', '_stackId'].every((id) => (ownField(call, id) ?? undefined) === wanted[id]);
  if (call === undefined || !isSame) return {};
  return Object.fromEntries(
    Object.entries(call).filter(([name]) => !['_scriptId', '_stackId'].includes(name)),
  ) as Readonly<Record<string, JsonValue>>;
}

/** The hook of `celigo/postSubmit`. */
export function hookOf(contract: string): string {
  return splitContractName(contract).kind;
}

/** Whether a place calls that function already; what else is written there, such as `configuration`, counts for nothing. */
function isCall(call: JsonObject, wanted: Readonly<Record<string, string>>): boolean {
  const fields = ['function', '_scriptId', '_stackId'];
  return fields.every((field) => (ownField(call, field) ?? undefined) === wanted[field]);
}

function judgeScript(wanted: Wanted, { ours, force }: Known, { script, content }: CeligoRemote): Refusal | null {
  const name = scriptName(wanted);
  if (script.status === 'several') {
    return {
      whose: 'remote',
      message: `the account has ${script.ids.length} scripts called ${JSON.stringify(name)}`,
      next: [`Rename all but one of them, or pull the right one: ${script.ids.join(', ')}.`],
    };
  }
  if (force) return null;
  if (script.status === 'gone') {
    return {
      whose: 'remote',
      message: `the script ${JSON.stringify(name)} (${script.id}) was deleted on the platform`,
      next: ['--force makes it anew, with another id.'],
      forcible: true,
    };
  }
  if (script.status !== 'found' || content === wanted.content || content === null) return null;
  if (ours.has(sha256(content))) return null;
  return script.isOurs
    ? {
        whose: 'remote',
        message: `the script ${JSON.stringify(name)} was changed on the platform since it was pulled or published last`,
        next: ['See the change with hooksmith diff, then take it over with hooksmith pull.', '--force overwrites it.'],
        forcible: true,
      }
    : {
        whose: 'remote',
        message: `the account has a script called ${JSON.stringify(name)} already (${script.id}), and it is not from here`,
        next: [
          'Name the script otherwise with "publish": {"name": …}, or pull it with hooksmith pull.',
          '--force takes it over and replaces its content.',
        ],
        forcible: true,
      };
}

function judgePlaces({ contract, settings }: Wanted, { force, ids }: Known, remote: CeligoRemote): Refusal | null {
  if (force) return null;
  // A hook that moves to a stack takes the place of the script that was published for it before.
  const own =
    remote.script.status === 'hosted'
      ? [(settings as CeligoPublish).stack, ownField(ids, 'script')]
      : [idOfScript(remote)];
  const taken = remote.places.find(({ call }) => {
    const id = call === undefined ? undefined : (ownField(call, '_scriptId') ?? ownField(call, '_stackId'));
    return typeof id === 'string' && !own.includes(id);
  });
  if (taken === undefined) return null;
  const call = `${ownField(taken.call, 'function')} of ${ownField(taken.call, '_scriptId') ?? ownField(taken.call, '_stackId')}`;
  return {
    whose: 'remote',
    message: `the ${taken.name} calls ${call} as ${hookOf(contract)} already`,
    next: ['Take the place out of "attach", or detach the other one on the platform.', '--force replaces it.'],
    forcible: true,
  };
}

/** What was read as JSON is JSON. */
function toJson(value: JsonObject): JsonValue {
  return value as JsonValue;
}
