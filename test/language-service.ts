import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript-classic';

/** What an editor knows of the files of a folder: the language service that VS Code brings, inside this process. */
export interface LanguageService {
  /** The names that may follow at a place of a file, which counts characters from zero; sorted. */
  complete(path: string, at: number): readonly string[];
  /**
   * Fields of the type of a constant or function at the top of a file that have no documentation: of its parameters, of
   * what it calls back with and of its result, to the bottom. Those that the file itself declares are the author's own and
   * not looked at.
   */
  undocumented(path: string, name: string): Fields;
  /** The same of all that a package exports for a file that imports it; what is exported without a word is in it too. */
  undocumentedExports(path: string, specifier: string): Fields;
}

/** Paths of fields, such as `options.settings.flow` and `result[].errors`. */
export interface Fields {
  /** How many were looked at. */
  readonly seen: number;
  readonly bare: readonly string[];
}

/** Opens a folder with its `tsconfig.json` and files that need not be on disk: texts by path. */
export function openFolder(folder: string, files: ReadonlyMap<string, string>): LanguageService {
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const read = (path: string): string | undefined => files.get(path) ?? ts.sys.readFile(path);
  const service = ts.createLanguageService({
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: realpathSync,
    getScriptFileNames: () => [join(folder, 'globals.d.ts'), ...files.keys()],
    getScriptVersion: () => '1',
    getScriptSnapshot: (path) => {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => folder,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => files.has(path) || ts.sys.fileExists(path),
    readFile: read,
  });
  const program = service.getProgram();
  if (program === undefined) throw new Error(`nothing to be known of ${folder}`);
  const checker = program.getTypeChecker();
  const sourceOf = (path: string): ts.SourceFile => {
    const source = program.getSourceFile(path);
    if (source === undefined) throw new Error(`${path} was not read`);
    return source;
  };

  return {
    complete: (path, at) => {
      const offered = service.getCompletionsAtPosition(path, at, undefined)?.entries ?? [];
      return offered.map(({ name }) => name).sort();
    },
    undocumented(path, name) {
      const source = sourceOf(path);
      const fields = collectFields(checker, source);
      const [signature] = checker.getTypeAtLocation(findName(source, name)).getCallSignatures();
      if (signature === undefined) throw new Error(`${name} in ${path} is no function`);
      fields.ofSignature(signature, '');
      return fields;
    },
    undocumentedExports(path, specifier) {
      const source = sourceOf(path);
      const fields = collectFields(checker, source);
      for (const one of checker.getExportsOfModule(findModule(checker, source, specifier))) {
        const symbol = one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one;
        fields.ofSymbol(symbol, one.name);
        if (symbol.flags & ts.SymbolFlags.Type) fields.ofType(checker.getDeclaredTypeOfSymbol(symbol), one.name);
      }
      return fields;
    },
  };
}

/** Walks types and keeps the paths of what has no documentation; each type once. */
function collectFields(checker: ts.TypeChecker, own: ts.SourceFile) {
  const walked = new Set<ts.Type>();
  const fields = { seen: 0, bare: [] as string[], ofSymbol, ofType, ofSignature };

  function ofSymbol(symbol: ts.Symbol, path: string): void {
    fields.seen += 1;
    if (symbol.getDocumentationComment(checker).length === 0) fields.bare.push(path);
  }

  function ofSignature(signature: ts.Signature, path: string): void {
    for (const parameter of signature.parameters)
      ofType(checker.getTypeOfSymbol(parameter), `${path}${parameter.name}`);
    const result = signature.getReturnType();
    ofType(checker.getAwaitedType(result) ?? result, `${path}result`);
  }

  function ofType(type: ts.Type, path: string): void {
    if (walked.has(type)) return;
    walked.add(type);
    for (const one of type.isUnion() ? type.types : []) ofType(one, path);
    if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return;
    for (const signature of type.getCallSignatures()) ofSignature(signature, `${path}: `);
    const elements = type.getNumberIndexType();
    if (elements !== undefined) ofType(elements, `${path}[]`);
    const values = type.getStringIndexType();
    if (values !== undefined) ofType(values, `${path}{}`);
    for (const property of type.getProperties()) {
      if (isOfOthers(property)) continue;
      ofSymbol(property, `${path}.${property.name}`);
      ofType(checker.getTypeOfSymbol(property), `${path}.${property.name}`);
    }
  }

  /** The author's own, or of the language itself. */
  function isOfOthers({ declarations = [] }: ts.Symbol): boolean {
    const files = declarations.map((one) => one.getSourceFile());
    return files.length > 0 && files.every((file) => file === own || /\/lib\.[^/]*\.d\.ts$/.test(file.fileName));
  }

  return fields;
}

function findName(source: ts.SourceFile, name: string): ts.Node {
  const names = source.statements.flatMap((statement): readonly ts.Node[] => {
    if (ts.isFunctionDeclaration(statement)) return statement.name === undefined ? [] : [statement.name];
    return ts.isVariableStatement(statement) ? statement.declarationList.declarations.map((one) => one.name) : [];
  });
  const found = names.find((one) => one.getText(source) === name);
  if (found === undefined) throw new Error(`${source.fileName} has no ${name}`);
  return found;
}

function findModule(checker: ts.TypeChecker, source: ts.SourceFile, specifier: string): ts.Symbol {
  const symbol = source.statements
    .filter((statement) => ts.isImportDeclaration(statement))
    .filter(({ moduleSpecifier }) => ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === specifier)
    .map(({ moduleSpecifier }) => checker.getSymbolAtLocation(moduleSpecifier))[0];
  if (symbol === undefined) throw new Error(`${source.fileName} imports no ${specifier} that is there`);
  return symbol;
}
