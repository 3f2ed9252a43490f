import type { AnyContract } from '../../sdk/contract.ts';
import { findContract, platforms, recogniseContracts } from '../../sdk/platforms.ts';
import { HooksmithError } from '../errors.ts';
import { parsePageLine } from '../recording/page-line.ts';
import type { RecordingReader } from '../recording/read.ts';
import type { Stripe } from '../recording/stripe.ts';
import { readStripeLine } from '../recording/stripe-line.ts';
import { suggestOfPlatform } from '../suggest.ts';

/** The contract of a recording, and its stripes as if none had been looked at. */
export interface RecordingContract {
  readonly contract: AnyContract;
  readonly stripes: AsyncIterable<Stripe>;
}

/**
 * Finds out which hook a recording is for: what the user named, else what its header says, else what its first options look
 * like (C-513). Throws ERR_USAGE or ERR_RECORDING when nothing fits.
 */
export async function findRecordingContract(
  reader: RecordingReader,
  named: string | undefined,
): Promise<RecordingContract> {
  if (named !== undefined) return { contract: getContract(named), stripes: reader.stripes() };
  const { platform, hook } = reader.header;
  if (platform !== null && hook !== null) {
    const contract = findContract(platform, hook);
    if (contract !== undefined) return { contract, stripes: reader.stripes() };
    throw new HooksmithError(
      'ERR_RECORDING',
      `${reader.path} was recorded for ${platform}/${hook}, which hooksmith does not know`,
      {
        place: { file: reader.path, line: 1 },
        next: [suggestOfPlatform(`${platform}/${hook}`, contractNames())],
      },
    );
  }
  return recogniseFirst(reader);
}

/** The contract called `platform/hook`; throws ERR_USAGE with the nearest name when there is none. */
export function getContract(name: string): AnyContract {
  const [platform = '', hook = ''] = name.split('/');
  const contract = findContract(platform, hook);
  if (contract !== undefined) return contract;
  throw new HooksmithError('ERR_USAGE', `there is no hook called ${JSON.stringify(name)}`, {
    next: [suggestOfPlatform(name, contractNames())],
  });
}

/** All hooks, as `platform/hook`. */
export function contractNames(): readonly string[] {
  return Object.values(platforms).flatMap((platform) => platform.hooks.map((hook) => `${hook.platform}/${hook.hook}`));
}

/** Asks for the hook: one of those that options fit, or of all when they fit none. */
export function nameHook(options: unknown): string {
  const fitting = recogniseContracts(options).map(({ platform, hook }) => `${platform}/${hook}`);
  return `Name the hook with --contract, one of: ${(fitting.length > 0 ? fitting : contractNames()).join(', ')}.`;
}

async function recogniseFirst(reader: RecordingReader): Promise<RecordingContract> {
  const source = reader.stripes()[Symbol.asyncIterator]();
  const first = await source.next();
  const page = first.done === true ? null : parsePageLine(readStripeLine(reader.path, first.value, 0), reader.form, 0);
  const options = page?.kind === 'page' ? page.options : undefined;
  const [contract, ...others] = recogniseContracts(options);
  if (contract === undefined || others.length > 0) {
    const fits = others.length > 0 ? 'several' : 'none';
    throw new HooksmithError(
      'ERR_RECORDING',
      `${reader.path} does not say which hook it is for, and its first options fit ${fits}`,
      { place: { file: reader.path, line: 1 }, next: [nameHook(options)] },
    );
  }
  return { contract, stripes: rejoin(first.value, source) };
}

async function* rejoin(first: Stripe, rest: AsyncIterator<Stripe>): AsyncGenerator<Stripe> {
  yield first;
  for (;;) {
    const next = await rest.next();
    if (next.done === true) return;
    yield next.value;
  }
}
