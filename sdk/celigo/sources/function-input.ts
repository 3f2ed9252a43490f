import { isJsonObject, type JsonObject, nameJson, ownField } from '../../json-object.ts';
import { toPointer } from '../../json-pointer.ts';
import {
  type RecordingSource,
  type SourceChoices,
  SourceError,
  type SourceFile,
  type SourcePage,
} from '../../recording-source.ts';
import { countRecords, detectInput, inputFields, inputKinds, kindOfDefaultName } from './input-kinds.ts';
import { isRecordLevel, noteBranches, pagesOfRecords } from './record-pages.ts';
import { contextAssumptions, synthesiseContext } from './synthetic-context.ts';

/**
 * The function input of the script editor (C-501, C-510 to C-515): the bare options of one call, just its data, or the
 * whole request that the editor's preview sends. Becomes one page; one for each record when the hook is passed one record.
 * Bare options stay as they are; only the data form gets a context (C-113, C-114).
 */
export const functionInput: RecordingSource = {
  name: 'celigo-input',
  says: 'function input of the script editor: options, just the data, or a preview request',
  rule: 'C-501',
  kinds: inputKinds,
  hasSteps: false,
  assumptions: {
    inputKind: { rule: 'C-513', default: 'auto', choices: ['auto', ...inputKinds] },
    bareDataFill: { rule: 'C-514', default: false },
    strictInputJson: { rule: 'C-515', default: true },
    ...contextAssumptions,
  },
  read(file, choices) {
    const forced = forcedKind(choices);
    const found = readValues(file, choices).map(({ value, path }) => readInput({ value, path, forced, choices }));
    const kinds = [...new Set(found.map(({ kind }) => kind))];
    return {
      recordings: kinds.map((kind) => ({
        hook: kind,
        step: null,
        pages: found.filter((input) => input.kind === kind).flatMap(({ pages }) => pages),
      })),
      notes: kinds.flatMap(noteBranches),
      leanedOn: [...new Set(found.flatMap(({ leanedOn }) => leanedOn))],
    };
  },
};

interface ReadInput {
  readonly kind: string;
  readonly pages: readonly SourcePage[];
  readonly leanedOn: readonly string[];
}

interface Given {
  readonly value: unknown;
  /** JSON Pointer of the value in the file. */
  readonly path: string;
  readonly forced: string | null;
  readonly choices: SourceChoices;
}

function forcedKind({ kind, assumptions }: SourceChoices): string | null {
  const chosen = assumptions['inputKind'];
  if (typeof chosen !== 'string' || chosen === 'auto') return kind;
  if (kind === null || kind === chosen) return chosen;
  throw new SourceError(`inputKind is "${chosen}" and the kind that was asked for is "${kind}"`, {
    next: ['Give one of the two.'],
  });
}

/** One JSON value (C-515); one a line when `strictInputJson` is false, whose places are named as if they were an array. */
function readValues(file: SourceFile, { assumptions }: SourceChoices): readonly { value: unknown; path: string }[] {
  if (assumptions['strictInputJson'] !== false) return [{ value: file.parseJson(), path: '' }];
  const values: { value: unknown; path: string }[] = [];
  for (let from = 0; from < file.text.length; ) {
    const newline = file.text.indexOf('\n', from);
    const to = newline === -1 ? file.text.length : newline;
    if (file.text.slice(from, to).trim() !== '') {
      values.push({ value: file.parseJson(from, to), path: toPointer([values.length]) });
    }
    from = to + 1;
  }
  return values;
}

function readInput(given: Given): ReadInput {
  const { value, path } = given;
  if (!isJsonObject(value) || !Object.hasOwn(value, 'rules')) return readBare(given, {});
  // The whole request of the editor's preview (C-510): its options hold the context of what its data holds.
  const { functionName, options } = readRequest(value, path);
  const known = functionName === undefined ? undefined : kindOfFunction(functionName, given.choices);
  return readBare(
    { ...given, value: value['data'], path: `${path}/data`, forced: given.forced ?? known ?? null },
    options,
  );
}

function readRequest(value: JsonObject, path: string): { functionName: string | undefined; options: JsonObject } {
  const { rules, options = {} } = value;
  if (!isJsonObject(rules)) {
    throw new SourceError(`"rules" is ${nameJson(rules)}, expected the object of a preview request (C-510)`, {
      path: `${path}/rules`,
    });
  }
  if (!isJsonObject(options)) {
    throw new SourceError(`"options" is ${nameJson(options)}, expected the context as an object (C-510)`, {
      path: `${path}/options`,
    });
  }
  if (!Object.hasOwn(value, 'data')) {
    throw new SourceError('the preview request has no "data", so there is nothing to pass to the function (C-510)', {
      path,
      next: ['Save the whole body of the request: rules, options and data.'],
    });
  }
  const name = ownField(rules, 'function');
  return { functionName: typeof name === 'string' ? name : undefined, options };
}

/** The hook that a function is attached as in the project, else the one that its name stands for (C-310). */
function kindOfFunction(functionName: string, { functions }: SourceChoices): string | undefined {
  const attached = new Set(functions.filter((one) => one.functionName === functionName).map(({ hook }) => hook));
  const [hook] = attached;
  if (attached.size === 1 && hook !== undefined && inputKinds.includes(hook)) return hook;
  return kindOfDefaultName(functionName);
}

function readBare(given: Given, context: JsonObject): ReadInput {
  const kind = given.forced ?? detectKind(given);
  const input = compose(kind, given);
  const leanedOn = given.forced === null ? ['inputKind'] : [];
  if (input.form === 'options') {
    const options = Object.fromEntries([...Object.entries(context), ...Object.entries(input.options)]);
    return { kind, pages: [{ options, records: countRecords(kind, options) }], leanedOn };
  }
  // Only what nobody gave is made up (C-114).
  const made = synthesiseContext(kind, { assumptions: given.choices.assumptions, startedAt: given.choices.now });
  const fields = Object.fromEntries([...Object.entries(made.fields), ...Object.entries(context)]);
  return {
    kind,
    pages: input.form === 'filled' ? [filledPage(kind, input.data, fields)] : pagesOfRecords(kind, input.data, fields),
    leanedOn: [...leanedOn, ...made.leanedOn, ...(input.form === 'filled' ? ['bareDataFill'] : [])],
  };
}

function detectKind({ value, path }: Given): string {
  const { kinds, because } = detectInput(value);
  const [kind] = kinds;
  if (kinds.length === 1 && kind !== undefined) return kind;
  if (kind === undefined) {
    throw new SourceError(`is ${nameJson(value)}; expected the options of a hook, or its data (C-511)`, {
      path,
      next: ['Save the function input of the script editor as it is.'],
    });
  }
  throw new SourceError(`does not say which hook it is for: ${because} (C-513)`, {
    path,
    next: [`Name the hook with --kind, one of: ${kinds.join(', ')}.`],
  });
}

type ComposedInput =
  | { readonly form: 'options'; readonly options: JsonObject }
  | { readonly form: 'data' | 'filled'; readonly data: readonly unknown[] };

/** Tells options from bare data, now that the hook is known, and refuses what lacks a part (C-511, C-514). */
function compose(kind: string, { value, path, choices }: Given): ComposedInput {
  const fields = inputFields[kind] ?? [];
  if (isRecordLevel(kind)) {
    if (isJsonObject(value) && Object.hasOwn(value, 'record')) return { form: 'options', options: value };
    if (typeof value === 'object' && value !== null) return { form: 'data', data: [value] };
    throw new SourceError(`is ${nameJson(value)}; expected the options of ${kind}, or one record`, { path });
  }
  if (Array.isArray(value)) {
    if (kind === 'preSavePage' || kind === 'preMap') return { form: 'data', data: value };
    if (fields.length < 2) {
      throw new SourceError(`is an array; expected the options of ${kind}, an object`, { path });
    }
    if (choices.assumptions['bareDataFill'] === true) return { form: 'filled', data: value };
    throw new SourceError(
      `is a bare array, and ${kind} is passed ${list(fields)}: it cannot be told which it is (C-514)`,
      {
        path,
        next: [
          `Save the whole options: an object with ${list(fields)}.`,
          'Or have the array stand for all records, each a success: --assume bareDataFill=true.',
        ],
      },
    );
  }
  if (!isJsonObject(value)) {
    throw new SourceError(`is ${nameJson(value)}; expected the options of ${kind}, an object`, { path });
  }
  const lacking = fields.filter((field) => !isPresent(kind, field, value));
  if (lacking.length === 0) return { form: 'options', options: value };
  throw new SourceError(`lacks ${list(lacking)}, without which it is no options of ${kind} (C-515)`, {
    path,
    next: ['Add what is missing, or name another hook with --kind.'],
  });
}

function isPresent(kind: string, field: string, value: JsonObject): boolean {
  const isList = !['postAggregate', 'handleRequest', 'contentBasedFlowRouter'].includes(kind);
  return isList ? Array.isArray(ownField(value, field)) : Object.hasOwn(value, field);
}

/** C-514: the array stands for the records before and after the mapping, and each of them was a success. */
function filledPage(kind: string, data: readonly unknown[], context: JsonObject): SourcePage {
  const responseData = data.map(() => ({ statusCode: 200, errors: [], ignored: false }));
  const filled = (inputFields[kind] ?? []).map((field) => [field, field === 'responseData' ? responseData : data]);
  return { options: { ...Object.fromEntries(filled), ...context }, records: data.length };
}

function list(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
