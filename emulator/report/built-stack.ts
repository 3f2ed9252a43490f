import type { BuiltStack } from '../artefact/build-stack.ts';
import { safeText } from '../terminal/safe-text.ts';
import type { Style } from '../terminal/style.ts';

/** What `hooksmith build --stack` says: the files, and under which names the platform finds each function. */
export function formatBuiltStack({ files, functions }: BuiltStack, style: Style): string {
  const made = files.flatMap(({ target, out, bytes, packages }) => [
    `${style.green('✓')} ${style.bold(plain(out))}  ${(bytes / 1000).toFixed(1)} KB, ${how[target]}`,
    ...(packages.length === 0 ? [] : [`  bundled ${packages.map(plain).join(', ')}`]),
  ]);
  const named = functions.flatMap(({ names, own, contract, type }) => [
    `  ${names.map(plain).join(' or ')}  ${contract}${type === null ? '' : `, type ${type}`}`,
    ...(names.includes(own)
      ? []
      : [
          `    ${style.yellow('note')} several hooks have a function called ${plain(own)}, so that name finds none of them`,
        ]),
  ]);
  return `${[...made, ...named].join('\n')}\n`;
}

const how = { server: 'SYSTEM_TOKEN=… node it', lambda: 'the entry is lambda.handler' } as const;

/** Names in one line, without what could steer a terminal. */
function plain(text: string): string {
  return safeText(text).replaceAll('\n', ' ');
}
