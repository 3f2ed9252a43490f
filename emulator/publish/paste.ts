import { splitContractName } from '../../sdk/contract-name.ts';
import type { PasteField, Pasting } from '../../sdk/publisher.ts';
import { checkShape } from '../delivery/check-shape.ts';
import { fillSecrets } from '../delivery/secrets.ts';
import { HooksmithError } from '../errors.ts';
import { getPlatform } from '../find-platform.ts';
import type { Project } from '../project/load.ts';
import { getHttpStep } from '../replay/find-step.ts';
import { replay } from '../replay/replay.ts';
import type { Report } from '../report/report.ts';

/** What a person copies into the screens of a platform without an API. */
export interface Paste {
  /** Name of the step in hooksmith.json. */
  readonly name: string;
  /** `shopify-flow/send-http-request` and the like. */
  readonly contract: string;
  /** Of the platform, as its makers call it. */
  readonly title: string;
  readonly fields: readonly PasteField[];
  /** What the recordings of the step say; null where it has none. */
  readonly report: Report | null;
}

/** Tells names that a person has to paste from names that are published, each in their order. */
export async function splitPasted(
  project: Project,
  names: readonly string[],
): Promise<{ readonly pasted: readonly string[]; readonly published: readonly string[] }> {
  const pasted = names.filter((name) => pastingOf(project.contract(name)) !== undefined);
  return { pasted, published: names.filter((name) => !pasted.includes(name)) };
}

/**
 * Makes of a step what belongs into which field, and replays it on its recordings.
 *
 * @throws HooksmithError `ERR_USAGE` for a step that cannot be told as fields, and for a setup that its schema refuses.
 */
export async function preparePaste(project: Project, name: string): Promise<Paste> {
  const contract = project.contract(name);
  const { title } = getPlatform(splitContractName(contract).platform);
  const pasting = await loadPasting(contract);
  const { kind: step } = splitContractName(contract);
  if (!pasting.steps.includes(step)) {
    throw new HooksmithError('ERR_USAGE', `${name}: a ${step} cannot be told as fields to paste`, {
      next: [`${title} has no API. What can be told: ${pasting.steps.join(', ')}; write the ${step} as such steps.`],
    });
  }
  const { setup = {} } = project.httpStep(name);
  const named = fillSecrets(setup, (handle) => handle, name).setup;
  checkShape(await getHttpStep(contract), { setup: named, owner: name });
  const target = project.target(name);
  const report = target.recordings.length === 0 ? null : await replay([target], {});
  return { name, contract, title, fields: pasting.pasteable({ content: JSON.stringify(setup) }), report };
}

function pastingOf(contract: string): (() => Promise<Pasting>) | undefined {
  return getPlatform(splitContractName(contract).platform).paste;
}

async function loadPasting(contract: string): Promise<Pasting> {
  const load = pastingOf(contract);
  if (load === undefined) throw new Error(`${contract} is not pasted`);
  return load();
}
