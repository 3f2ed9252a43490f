import { isBuiltin } from 'node:module';
import { basename } from 'node:path';
import type { Program } from 'acorn';
import type { AnyContract, Assumptions } from '../../sdk/contract.ts';
import { chooseFunction } from '../sandbox/script/choose-function.ts';
import { findFunctions } from '../sandbox/script/find-functions.ts';
import type { ScriptNotice } from '../sandbox/script/guest-script.ts';
import { findModuleExport } from '../sandbox/script/module-exports.ts';
import { type Names, resolveNames } from '../sandbox/script/names.ts';
import { tokenStarts, tryParse } from '../sandbox/script/parse-script.ts';
import { isWorking } from '../sandbox/script/platform-modules.ts';
import { plainText } from '../sandbox/script/program-text.ts';
import type { Source } from '../sandbox/script/read-source.ts';
import { findRequires, type RequireCall } from '../sandbox/script/requires.ts';
import { ScriptFault } from '../sandbox/script/script-fault.ts';
import { type MappedText, mapToItself } from './mapped-text.ts';

/** Calls of `require` in a CommonJS script for what the platform does not give. */
export function findForeignRequires(ast: Program, { calls }: AnyContract): readonly RequireCall[] {
  const { given, nodeBuiltins } = calls.modules;
  return findRequires(resolveNames(ast)).filter(
    ({ name }) => !given.includes(name) && !(nodeBuiltins && isBuiltin(name)),
  );
}

/**
 * Takes a plain script as it is. Throws a ScriptFault for a script without the hook and for a call of `require` where the
 * platform has none.
 */
export function keepPlain(given: {
  readonly source: Source;
  readonly ast: Program;
  readonly functionName?: string | undefined;
  readonly contract: AnyContract;
  readonly assumptions: Assumptions;
}): { readonly body: MappedText; readonly functionName: string; readonly notices: readonly ScriptNotice[] } {
  const { source, ast, functionName, contract } = given;
  const { file, text } = source;
  const names = resolveNames(ast);
  const notices = noticeNewSyntax(given);
  const body = { text, map: mapToItself(basename(file), text, tokenStarts(text)) };
  if (contract.calls.module === 'commonjs') {
    findModuleExport(ast, names, { contract, isAuthors: () => false });
    return { body, functionName: 'module.exports', notices };
  }
  const { at } = plainText(source);
  const chosen = chooseFunction({ file, functions: findFunctions(ast), functionName, contract, at });
  refuseRequires(names, contract);
  return { body, functionName: chosen.name, notices };
}

function refuseRequires(names: Names, { calls }: AnyContract): void {
  for (const call of findRequires(names)) {
    if (!isWorking(call, names, calls)) continue;
    const name = JSON.stringify(call.name);
    const whole = call.name === calls.modules.api?.module ? '* as ' : '';
    const local = call.name.replaceAll(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase());
    throw new ScriptFault(
      `require(${name}) fails on the platform: scripts have no require there (${calls.modules.rule}).`,
      {
        offset: call.callee.start,
        next: [`Import the module instead: import ${whole}${local} from ${name};`],
      },
    );
  }
}

/** A plain script is not translated, so its author must know where it is newer than what counts as safe. */
function noticeNewSyntax({ source, contract, assumptions }: Parameters<typeof keepPlain>[0]): readonly ScriptNotice[] {
  const { language, module } = contract.calls;
  const level = language.level(assumptions);
  const edition = /^es(20\d\d)$/.exec(level)?.[1];
  if (edition === undefined) return [];
  const kind = module === 'commonjs' ? 'commonjs' : 'script';
  const parsed = tryParse(source.text, kind, { ecmaVersion: Number(edition) as 2020 });
  if (parsed.status === 'parsed') return [];
  const message = `is newer than ${level}, which is taken as safe; a plain script is not translated (a TypeScript file or an ES module is)`;
  return [
    {
      rule: language.rule,
      message,
      at: plainText(source).at(parsed.offset) ?? { file: source.file, line: 1, column: 1 },
    },
  ];
}
