import type { ImportDeclaration } from 'acorn';

/** One thing that a script takes from a module of the platform. */
export interface Taken {
  readonly module: string;
  /** The exported name; `default`, or `*` for the module as a whole. */
  readonly imported: string;
  /** Its name in the script. */
  readonly local: string;
}

/** What an import takes. */
export function listTaken({ source, specifiers }: ImportDeclaration): readonly Taken[] {
  const module = String(source.value);
  return specifiers.map((specifier) => {
    const local = specifier.local.name;
    if (specifier.type === 'ImportDefaultSpecifier') return { module, imported: 'default', local };
    if (specifier.type === 'ImportNamespaceSpecifier') return { module, imported: '*', local };
    const { imported } = specifier;
    return { module, imported: imported.type === 'Identifier' ? imported.name : String(imported.value), local };
  });
}

/**
 * The lines that give a script what it takes: imports, or calls of `require`, where the default of a module is the module
 * itself.
 */
export function writeImports(taken: readonly Taken[], form: 'functions' | 'commonjs'): readonly string[] {
  const modules = [...new Set(taken.map(({ module }) => module))];
  return modules.flatMap((module) => {
    const own = taken.filter((one) => one.module === module);
    const named = own.filter(({ imported }) => imported !== 'default' && imported !== '*');
    const whole = own.filter(({ imported }) => imported === 'default' || imported === '*');
    const from = JSON.stringify(module);
    if (form === 'commonjs') {
      const [first, ...others] = whole;
      const value = first === undefined ? `require(${from})` : first.local;
      return [
        ...(first === undefined ? [] : [`const ${first.local} = require(${from});`]),
        ...others.map(({ local }) => `const ${local} = ${value};`),
        ...(named.length === 0 ? [] : [`const { ${listNames(named, ': ')} } = ${value};`]),
      ];
    }
    return [
      ...whole.map(({ imported, local }) => `import ${imported === '*' ? `* as ${local}` : local} from ${from};`),
      ...(named.length === 0 ? [] : [`import { ${listNames(named, ' as ')} } from ${from};`]),
    ];
  });
}

function listNames(named: readonly Taken[], renames: string): string {
  return named
    .map(({ imported, local }) => {
      const name = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(imported) ? imported : JSON.stringify(imported);
      return imported === local ? local : `${name}${renames}${local}`;
    })
    .join(', ');
}
