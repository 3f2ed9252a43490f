import type { Assumptions, JsonValue } from '../../contract.ts';
import { ownField } from '../../json-object.ts';
import type { Known, Plan, PlannedWrite, Refusal, Wanted } from '../../publisher.ts';
import { sha256 } from '../../sha256.ts';
import { type PatchworksRemote, scriptName } from './remote.ts';
import { apiBase, type PatchworksPublish, publishAssumptions } from './settings.ts';
import { labelOf } from './versions.ts';

/** Stands for the id of a version that is still to be made, in changes that are only shown. */
const idToCome = 'ID-OF-THE-NEW-VERSION';

/** How far a list may be behind what was done, and how soon it is first looked at again. Nothing says how long it is. */
const mostListLagMs = 3000;
const listPollMs = 500;

/**
 * What is left to do: make the script, or bring its properties up to date and add a version where the content differs; then
 * deploy the newest version and wait for it (P-851, P-852). Pure.
 */
export function planScript(wanted: Wanted, known: Known, remote: PatchworksRemote, assumptions: Assumptions): Plan {
  const refusal = judge(wanted, known, remote);
  if (refusal !== null) return { status: 'refused', refusal };
  const { script, version, content, deployment } = remote;
  // A list may be behind: a script whose making was never answered is looked for again before it is made anew.
  if (script.status === 'missing' && known.open.has('create-script') && known.waitedMs < mostListLagMs) {
    const ms = listPollMs + known.waitedMs;
    return { status: 'wait', ms, says: `whether the script ${scriptName(wanted)} was made already` };
  }
  if (script.status !== 'found') {
    const hasContent = createFields(assumptions).includes('content');
    return {
      status: 'change',
      writes: [
        createScript(wanted, remote, assumptions),
        ...(hasContent ? [] : [createVersion(wanted, idToCome)]),
        deploy(wanted, idToCome, assumptions),
      ],
    };
  }
  const changed = changeProperties(wanted, known, remote);
  if (content !== wanted.content || version === null) {
    const writes = [...changed, createVersion(wanted, script.id), deploy(wanted, idToCome, assumptions)];
    return { status: 'change', writes };
  }
  if (changed.length > 0) {
    const isDeployed = deployment === 'deployed';
    return { status: 'change', writes: [...changed, ...(isDeployed ? [] : [deploy(wanted, version.id, assumptions)])] };
  }
  switch (deployment) {
    case 'deployed':
      return { status: 'done' };
    case 'asked':
    case 'deploying': {
      const ms = amount(assumptions['deployPollMs'], publishAssumptions.deployPollMs.default);
      return { status: 'wait', ms, says: `${scriptName(wanted)} ${labelOf(version)} is being deployed` };
    }
    case 'idle':
    case 'failed':
      return { status: 'change', writes: [deploy(wanted, version.id, assumptions)] };
    case 'failed-now':
    case 'late':
      return { status: 'refused', refusal: judgeDeployment(wanted, remote) };
  }
}

/** Body of the request that makes a script (P-822). */
function createScript(wanted: Wanted, { templateLanguage }: PatchworksRemote, assumptions: Assumptions): PlannedWrite {
  const { description = '', language } = wanted.settings as PatchworksPublish;
  const preset = assumptions['languageId'] ?? publishAssumptions.languageId.default;
  const all: Readonly<Record<string, JsonValue>> = {
    name: scriptName(wanted),
    description,
    language: language ?? templateLanguage ?? preset,
    content: wanted.content,
  };
  const fields = createFields(assumptions).filter((field) => Object.hasOwn(all, field));
  return {
    says: `make the script ${scriptName(wanted)}`,
    step: 'create-script',
    request: {
      method: 'POST',
      path: `${apiBase}/scripts`,
      body: Object.fromEntries(fields.map((field) => [field, all[field] ?? null])),
    },
  };
}

function createVersion(wanted: Wanted, script: number | string): PlannedWrite {
  return {
    says: `add a version to the script ${scriptName(wanted)}`,
    step: 'create-version',
    request: {
      method: 'POST',
      path: `${apiBase}/scripts/${script}/script-versions`,
      body: { content: wanted.content },
    },
  };
}

function deploy(wanted: Wanted, version: number | string, assumptions: Assumptions): PlannedWrite {
  const chosen = assumptions['deployPath'];
  const path = typeof chosen === 'string' ? chosen : publishAssumptions.deployPath.default;
  return {
    says: `deploy the new version of ${scriptName(wanted)}`,
    step: 'deploy-version',
    request: { method: 'POST', path: `${apiBase}${path.replaceAll('{id}', String(version))}` },
  };
}

/**
 * The properties that hooksmith.json names and the script has otherwise (P-823). They are sent once: a platform that keeps
 * its own idea of them is left alone.
 */
function changeProperties(wanted: Wanted, { ids }: Known, { script }: PatchworksRemote): readonly PlannedWrite[] {
  if (script.status !== 'found') return [];
  const { description, language } = wanted.settings as PatchworksPublish;
  const own: Readonly<Record<string, JsonValue | undefined>> = { name: scriptName(wanted), description, language };
  const stale = Object.entries(own).flatMap(([field, value]) => {
    const present = ownField(script.script, field) ?? (field === 'description' ? '' : undefined);
    return value === undefined || value === present ? [] : [[field, value] as const];
  });
  const body = Object.fromEntries(stale);
  if (stale.length === 0 || ids['properties'] === nameProperties(body)) return [];
  return [
    {
      says: `change ${stale.map(([field]) => field).join(' and ')} of the script ${scriptName(wanted)}`,
      step: 'change-properties',
      request: { method: 'PATCH', path: `${apiBase}/scripts/${script.id}`, body },
    },
  ];
}

/** Tells one set of properties from another in the lock file. */
export function nameProperties(body: JsonValue | undefined): string {
  return sha256(JSON.stringify(body ?? {})).slice(0, 16);
}

function createFields(assumptions: Assumptions): readonly string[] {
  const chosen = assumptions['createScriptFields'];
  const fields = Array.isArray(chosen) ? chosen : publishAssumptions.createScriptFields.default;
  return fields.filter((field) => typeof field === 'string');
}

/** Milliseconds that an assumption gives, or those that hold when it gives none. */
export function amount(value: JsonValue | undefined, preset: number): number {
  return typeof value === 'number' && value > 0 ? value : preset;
}

function judge(wanted: Wanted, { ours, open, force }: Known, remote: PatchworksRemote): Refusal | null {
  const { script, version, content, deployment } = remote;
  const name = JSON.stringify(scriptName(wanted));
  if (script.status === 'several') {
    return {
      whose: 'remote',
      message: `the account has ${script.ids.length} scripts called ${name}`,
      next: [`Rename all but one of them, or pull the right one: ${script.ids.join(', ')}.`],
    };
  }
  if (script.status === 'gone' && !force) {
    return {
      whose: 'remote',
      message: `the script ${name} (${script.id}) was deleted on the platform`,
      next: ['--force makes it anew, with another id.'],
      forcible: true,
    };
  }
  if (script.status !== 'found') return null;
  if (script.others.length > 0) {
    return {
      whose: 'user',
      message: `${name} cannot be the name of the script ${script.id}: another one has it (${script.others.join(', ')})`,
      next: ['Choose another "name" under "publish" of the hook in hooksmith.json, or rename the other script.'],
    };
  }
  if (force) return null;
  const isOurs = content === wanted.content || (content !== null && ours.has(sha256(content)));
  if (!script.isKnown && !isOurs && !(version === null && open.has('create-script'))) {
    return {
      whose: 'remote',
      message: `the account has a script called ${name} already (${script.id}), and it is not from here`,
      next: [
        'Name the script otherwise with "publish": {"name": …}, or pull it with hooksmith pull.',
        '--force takes it over and adds a version to it.',
      ],
      forcible: true,
    };
  }
  if (version !== null && !isOurs) {
    return {
      whose: 'remote',
      message: `the script ${name} was changed on the platform since it was pulled or published last: its newest version is ${labelOf(version)}`,
      next: ['See the change with hooksmith diff, then take it over with hooksmith pull.', '--force adds a version.'],
      forcible: true,
    };
  }
  return content === wanted.content && deployment === 'failed' ? judgeDeployment(wanted, remote) : null;
}

/** Why the newest version is not deployed (P-852). */
function judgeDeployment(wanted: Wanted, { version, deployment }: PatchworksRemote): Refusal {
  const label = version === null ? 'it' : labelOf(version);
  const name = scriptName(wanted);
  if (deployment === 'late') {
    return {
      whose: 'remote',
      message: `${name}: ${label} was made, but the platform did not finish deploying it in time (P-852)`,
      next: ['Publish again later: it goes on from there.', 'deployTimeoutMs is how long it is waited for.'],
    };
  }
  return {
    whose: 'remote',
    message: `${name}: the platform could not deploy ${label}: ${version?.failureReason ?? 'it gives no reason'} (P-852)`,
    next: ['Mend the script and publish it again; what was deployed before stays in use.', '--force deploys it again.'],
    forcible: true,
  };
}
