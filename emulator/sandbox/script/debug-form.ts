import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SourceMapData } from '../../artefact/mapped-text.ts';
import type { GuestDebug } from './guest-script.ts';
import { tryParse } from './parse-script.ts';
import type { ProgramText } from './program-text.ts';
import type { Source } from './read-source.ts';
import type { FunctionNode } from './syntax-tree.ts';
import type { TextEdit } from './text-edits.ts';

/** What a script is given so that a debugger shows the author's files. */
export interface DebugForm {
  /** The name of the script in a debugger. */
  readonly url: string;
  /** From the program's text to the author's files, which it names by their URLs. */
  readonly map: SourceMapData;
  /** Where it stops by itself: nowhere, or in a function, or (`call`) before that is called, as it is not known. */
  readonly stop: StopPlace | 'call' | null;
}

/** The place of a `debugger` statement, and the global that says whether it stops. */
export interface StopPlace {
  readonly name: string;
  /** The function that stops before its first statement. */
  readonly node: FunctionNode;
}

/**
 * The form of a script for a debugger. An author's own script goes by the URL of its file: its lines are those of the file.
 * A build goes by a name of its own in the same folder, where editors look for maps.
 */
export function makeDebugForm(given: {
  readonly source: Source;
  readonly program: ProgramText;
  readonly isBuilt: boolean;
  readonly functionName: string;
  readonly stop: DebugForm['stop'];
}): DebugForm {
  const { source, program, isBuilt, functionName, stop } = given;
  const { file } = source;
  const { sources, sourcesContent, ...rest } = program.sourceMap();
  const own = sources.indexOf(basename(file));
  const map = {
    ...rest,
    sources: sources.map((name) => (/^[a-z-]{2,}:/.test(name) ? name : urlOf(join(dirname(file), name)))),
    // Editors compare it with the file on the disk, so it holds no line that a build has added.
    sourcesContent: sourcesContent.map((text, index) =>
      index === own && source.map === undefined ? source.text : text,
    ),
  };
  const part = /^\w+$/.test(functionName) ? `.${functionName}` : '';
  return { url: hideImport(urlOf(isBuilt ? `${file}${part}.hooksmith-guest.js` : file)), map, stop };
}

/** The comments by which a debugger finds name and map of a script. */
export function debugComments({ url }: DebugForm, map: SourceMapData): string {
  const data = Buffer.from(JSON.stringify(map), 'utf8').toString('base64');
  return `//# sourceMappingURL=data:application/json;charset=utf-8;base64,${data}\n//# sourceURL=${url}`;
}

/** What a runner must know of it. */
export function toGuestDebug({ url, stop }: DebugForm): GuestDebug {
  if (stop === null) return { url };
  return { url, stop: stop === 'call' ? null : stop.name };
}

/** Adds to the edits of a text that a function stops before its first statement. Arrows without a body get one. */
export function addStop(text: string, edits: readonly TextEdit[], { name, node }: StopPlace): readonly TextEdit[] {
  const stop = `if(${name})debugger;`;
  if (node.body.type !== 'BlockStatement') {
    const start = findArrow(text, node.body.start);
    return [...edits, { start, end: start, text: `{${stop}return(` }, { start: node.end, end: node.end, text: ')}' }];
  }
  const first = node.body.body.find((statement) => !('directive' in statement));
  if (first === undefined) return [...edits, { start: node.body.end - 1, end: node.body.end - 1, text: stop }];
  // It takes the place of the statement's first character, so that the map leads from it to the statement.
  const { start } = first;
  const taken = edits.find((edit) => edit.start === start && edit.end > start);
  const rest = edits.filter((edit) => edit !== taken);
  return [
    ...rest,
    taken === undefined
      ? { start, end: start + 1, text: `${stop}${text.charAt(start)}` }
      : { ...taken, text: `${stop}${taken.text}` },
  ];
}

/** The end of the last arrow before an offset. */
function findArrow(text: string, before: number): number {
  let found = 0;
  tryParse(text, 'commonjs', {
    onToken: ({ type, end }) => {
      if (type.label === '=>' && end <= before) found = end;
    },
  });
  return found;
}

function urlOf(path: string): string {
  return pathToFileURL(resolve(path)).href;
}

/** The sandbox refuses texts that look like `import.meta` (S-203), and a file may be called import.ts. */
function hideImport(url: string): string {
  return url.replaceAll(/import(?=[(.]|\/[/*])/g, '%69mport');
}
