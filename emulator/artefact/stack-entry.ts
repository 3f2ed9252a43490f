import type { Assumptions } from '../../sdk/contract.ts';
import { splitContractName } from '../../sdk/contract-name.ts';
import type { StackProtocol } from '../../sdk/stack-protocol.ts';
import { HooksmithError } from '../errors.ts';
import type { FoundHook } from './stack-sources.ts';

/** A function of a stack as the platform finds it. */
export interface StackFunctionNames {
  /** Name of the hook in hooksmith.json. */
  readonly hook: string;
  /** `celigo/postSubmit` and the like. */
  readonly contract: string;
  /** Name of its function. */
  readonly own: string;
  /** Under which calls find it, each. */
  readonly names: readonly string[];
  /** The type that calls may give; null where they give none. */
  readonly type: string | null;
}

/** Modules of hooksmith's own that a built stack is made of. */
export const hostingModule = 'hooksmith-stack-hosting';
/** The server that a built stack runs. */
export const serverModule = 'hooksmith-stack-server';

/** What a built stack is for. */
export type StackTarget = 'server' | 'lambda';

/**
 * Under which names each hook is found: that in hooksmith.json, and that of its function where nothing else has it.
 * Throws ERR_CONFIG for a hook whose name is that of a part of the module.
 */
export function nameFunctions(found: readonly FoundHook[], protocol: StackProtocol): readonly StackFunctionNames[] {
  const parts = new Set(found.flatMap(({ contract }) => partOf(protocol, contract.hook) ?? []));
  return found.map((one) => {
    const { name, own, contract } = one;
    if (parts.has(name)) {
      throw new HooksmithError('ERR_CONFIG', `a hook of a stack cannot be called ${name}: a part of it has that name`, {
        next: ['Rename the hook in hooksmith.json.'],
      });
    }
    const isFree = found.every(
      (other) =>
        other.name !== own && (other.own !== own || (other.path === one.path && other.exported === one.exported)),
    );
    return {
      hook: name,
      own,
      contract: `${contract.platform}/${contract.hook}`,
      names: [...new Set([...(isFree && !parts.has(own) ? [own] : []), name])],
      type: protocol.typeOf(contract.hook),
    };
  });
}

/** The text of the main module: takes the functions of the author's files, sorts them as the platform looks for them, and hosts them. */
export function writeEntry(
  target: StackTarget,
  found: readonly FoundHook[],
  named: readonly StackFunctionNames[],
  { protocol, assumptions }: { readonly protocol: StackProtocol; readonly assumptions: Assumptions },
): string {
  const imports = found.map(
    ({ path, exported }, at) => `import { ${exported} as hook${at} } from ${JSON.stringify(path)};`,
  );
  const flat = named.flatMap(({ names }, at) => names.map((name) => `[${JSON.stringify(name)}]: hook${at}`));
  const parts = new Set(named.flatMap(({ contract }) => partOf(protocol, hookOf(contract)) ?? []));
  const sorted = [...parts].map((part) => {
    const own = named.flatMap(({ contract, names }, at) =>
      partOf(protocol, hookOf(contract)) === part ? names.map((name) => `[${JSON.stringify(name)}]: hook${at}`) : [],
    );
    return `  [${JSON.stringify(part)}]: { ${[...new Set(own)].join(', ')} },`;
  });
  const given = JSON.stringify(assumptions);
  return [
    `import { hosting } from '${hostingModule}';`,
    ...(target === 'server' ? [`import { serveStack } from '${serverModule}';`] : []),
    ...imports,
    'const functions = {',
    `  ${[...new Set(flat)].join(', ')},`,
    ...sorted,
    '};',
    target === 'server'
      ? `serveStack(hosting, functions, ${given});`
      : `export const handler = hosting.makeLambda(functions, ${given});`,
    '',
  ].join('\n');
}

function partOf(protocol: StackProtocol, hook: string): string | undefined {
  const type = protocol.typeOf(hook);
  return type === null ? undefined : protocol.partOf(type);
}

function hookOf(contract: string): string {
  return splitContractName(contract).kind;
}
