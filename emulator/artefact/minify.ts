import type { MappedText } from './mapped-text.ts';

/**
 * Makes a script short: names inside functions and all white space go, names of the top level stay, as the platform finds the
 * hook by one, and so does the name that each function and class has of itself, since errors are told by it.
 */
export async function minifyScript(
  { text, map }: MappedText,
  { level }: { readonly level: string },
): Promise<MappedText> {
  const { transform } = await import('esbuild');
  const data = Buffer.from(JSON.stringify(map), 'utf8').toString('base64');
  const built = await transform(`${text}\n//# sourceMappingURL=data:application/json;base64,${data}`, {
    loader: 'js',
    target: level,
    minify: true,
    keepNames: true,
    sourcemap: 'external',
    charset: 'utf8',
    legalComments: 'eof',
    logLevel: 'silent',
  });
  return { text: built.code, map: JSON.parse(built.map) };
}
