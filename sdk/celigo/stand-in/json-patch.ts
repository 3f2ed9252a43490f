import type { JsonValue } from '../../contract.ts';
import { isJsonList, isJsonObject } from '../../json-object.ts';
import { pointerKeys } from '../../json-pointer.ts';

/** What a patch made, or why it was refused as a whole. */
export type PatchOutcome =
  | { readonly status: 'patched'; readonly value: JsonValue }
  | { readonly status: 'refused'; readonly message: string; readonly path: string | null };

/**
 * Carries out a JSON Patch: all of its operations or none (C-616, C-623). `replace` makes what is missing, objects around it
 * included, since it is by `replace` that debugging is switched on for the first time (C-620).
 */
export function applyJsonPatch(value: JsonValue, patch: readonly JsonValue[], ops: readonly string[]): PatchOutcome {
  let patched = value;
  for (const [index, operation] of patch.entries()) {
    const next = applyOne(patched, operation, { ops, index });
    if (next.status === 'refused') return next;
    patched = next.value;
  }
  return { status: 'patched', value: patched };
}

function applyOne(
  value: JsonValue,
  operation: JsonValue,
  { ops, index }: { readonly ops: readonly string[]; readonly index: number },
): PatchOutcome {
  if (!isJsonObject(operation)) return refused(`Operation ${index} of the patch is no object.`, null);
  const { op, path } = operation;
  if (typeof path !== 'string' || !/^(?:\/(?:[^~]|~[01])*)?$/s.test(path)) {
    return refused(`Operation ${index} of the patch has no JSON Pointer as its path.`, null);
  }
  if (typeof op !== 'string' || !ops.includes(op) || !isOperation(op)) {
    return refused(`Operation ${index} of the patch is not one of ${ops.join(', ')}.`, path);
  }
  const given = operation['value'];
  if (op !== 'remove' && given === undefined) return refused(`Operation ${index} of the patch has no value.`, path);
  const result = change(value, pointerKeys(path), { op, given: given ?? null });
  if (result === undefined) return refused(`Operation ${index} of the patch (${op} ${path}) does not fit.`, path);
  return { status: 'patched', value: result };
}

/** The value as it is after the operation at `keys`; undefined where it cannot be carried out. */
function change(value: JsonValue, keys: readonly string[], operation: Operation): JsonValue | undefined {
  const [key, ...rest] = keys;
  if (key === undefined) return changeWhole(value, operation);
  if (isJsonList(value)) return changeItem(value, key, { rest, operation });
  if (!isJsonObject(value)) return undefined;
  const member = Object.hasOwn(value, key) ? value[key] : undefined;
  const { op, given } = operation;
  if (rest.length > 0) {
    const inner = change(member ?? (op === 'replace' ? {} : null), rest, operation);
    return inner === undefined ? undefined : { ...value, [key]: inner };
  }
  if (op === 'add' || op === 'replace') return { ...value, [key]: given };
  if (member === undefined) return undefined;
  if (op === 'test') return isSame(member, given) ? value : undefined;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

interface Operation {
  readonly op: (typeof operations)[number];
  readonly given: JsonValue;
}

function changeWhole(value: JsonValue, { op, given }: Operation): JsonValue | undefined {
  if (op === 'remove') return undefined;
  return op !== 'test' || isSame(value, given) ? given : undefined;
}

function changeItem(
  list: readonly JsonValue[],
  key: string,
  { rest, operation }: { readonly rest: readonly string[]; readonly operation: Operation },
): JsonValue | undefined {
  const { op, given } = operation;
  const index = key === '-' ? list.length : /^(?:0|[1-9]\d{0,8})$/.test(key) ? Number(key) : Number.NaN;
  if (op === 'add' && rest.length === 0) return index <= list.length ? list.toSpliced(index, 0, given) : undefined;
  const item = list[index];
  if (item === undefined) return undefined;
  if (op === 'remove' && rest.length === 0) return list.toSpliced(index, 1);
  const inner = change(item, rest, operation);
  return inner === undefined ? undefined : list.with(index, inner);
}

/** Whether two JSON values are equal; the order of members does not count. */
function isSame(left: JsonValue, right: JsonValue): boolean {
  if (isJsonList(left)) {
    return (
      isJsonList(right) &&
      left.length === right.length &&
      left.every((item, index) => isSame(item, right[index] ?? null))
    );
  }
  if (!isJsonObject(left)) return left === right;
  if (!isJsonObject(right) || isJsonList(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isSame(left[key] ?? null, right[key] ?? null))
  );
}

const operations = ['add', 'replace', 'remove', 'test'] as const;

function isOperation(op: string): op is (typeof operations)[number] {
  return operations.some((known) => known === op);
}

function refused(message: string, path: string | null): PatchOutcome {
  return { status: 'refused', message, path };
}
