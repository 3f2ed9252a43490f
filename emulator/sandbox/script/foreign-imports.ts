import { isBuiltin } from 'node:module';
import type { Program } from 'acorn';
import type { ScriptNotice } from './guest-script.ts';
import type { ProgramText } from './program-text.ts';

/** What a script of the functions form may import on the platform (C-323). */
const given: readonly string[] = ['integrator-api', 'dayjs', 'sjcl'];

/** Names the imports of a plain JavaScript module that only the build here resolves, not the platform. */
export function findForeignImports(ast: Program, program: ProgramText): readonly ScriptNotice[] {
  return ast.body.flatMap((node) => {
    if (
      node.type !== 'ImportDeclaration' &&
      node.type !== 'ExportNamedDeclaration' &&
      node.type !== 'ExportAllDeclaration'
    )
      return [];
    const name = node.source?.value;
    const at = program.at(node.start);
    if (typeof name !== 'string' || given.includes(name) || isBuiltin(name) || at === null) return [];
    const message = `${JSON.stringify(name)} is bundled here, but the platform itself gives scripts exactly ${given.join(', ')} (C-323): publish the built script, not this file as it is.`;
    return [{ rule: 'C-323', message, at }];
  });
}
