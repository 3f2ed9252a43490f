import { isBuiltin } from 'node:module';
import type { Program } from 'acorn';
import type { ModuleSupport } from '../../../sdk/contract.ts';
import { describeGiven } from './given-modules.ts';
import type { ScriptNotice } from './guest-script.ts';
import type { ProgramText } from './program-text.ts';

/** Names the imports of a plain JavaScript module that only the build here resolves, not the platform (as in C-323). */
export function findForeignImports(
  ast: Program,
  program: ProgramText,
  modules: ModuleSupport,
): readonly ScriptNotice[] {
  return ast.body.flatMap((node) => {
    if (
      node.type !== 'ImportDeclaration' &&
      node.type !== 'ExportNamedDeclaration' &&
      node.type !== 'ExportAllDeclaration'
    )
      return [];
    const name = node.source?.value;
    const at = program.at(node.start);
    if (typeof name !== 'string' || modules.given.includes(name) || isBuiltin(name) || at === null) return [];
    const message = `${JSON.stringify(name)} is bundled here, but ${describeGiven(modules)}. ${modules.advice}`;
    return [{ rule: modules.rule, message, at }];
  });
}
