import type { Static, TSchema } from 'typebox';
import type { AnyContract, Contract } from './contract.ts';
import { findContract, platforms } from './platforms.ts';

/** What a builder needs of a contract. */
export type PageContract<Input extends TSchema = TSchema> = Pick<
  Contract<Input>,
  'platform' | 'hook' | 'input' | 'examples' | 'recordArrays'
>;

/** What a page has in place of the example's values; a function in place of an array makes each element of it. */
export type PageOverrides<Page> = {
  readonly [Key in keyof Page]?: Page[Key] | ElementMaker<Page[Key]>;
};

type ElementMaker<Value> = Value extends readonly (infer Element)[] ? (index: number) => Element : never;

/**
 * Builds what the platform passes to a hook: the first example of the hook's contract, with as many records as asked for.
 * Each record is the example's first one. What `overrides` names takes the place of the example's value as a whole; for an
 * array of one element a record it may be a function that makes the elements. Every page is new and may be edited.
 * By name, the page has the type that the caller says, else that of any object.
 *
 * @param contract the contract, such as `postSubmit` of `hooksmith/celigo`, or its name: `celigo/postSubmit`
 * @param records how many; 1 or as many as an array of `overrides` has when it is absent, and 1 for a hook that is not
 *   called for a page of records
 * @throws TypeError for a name that is none, and for arrays of `overrides` that do not have one element for each record
 * @throws RangeError for a number of records that the hook is never called with
 * @example
 * page(postSubmit, 20, { preMapData: (index) => ({ orderNo: `AF-${index}` }) });
 * page<PostSubmitOptions<Order>>('celigo/postSubmit', 20);
 */
export function page<Input extends TSchema>(
  contract: PageContract<Input>,
  records?: number,
  overrides?: PageOverrides<Static<Input>>,
): Static<Input>;
export function page<Page extends object = Record<string, unknown>>(
  contract: string,
  records?: number,
  overrides?: PageOverrides<Page>,
): Page;
export function page(
  contract: PageContract | string,
  records?: number,
  overrides: Readonly<Record<string, unknown>> = {},
): unknown {
  const chosen = typeof contract === 'string' ? getContract(contract) : contract;
  const name = `${chosen.platform}/${chosen.hook}`;
  const arrays = chosen.recordArrays ?? [];
  const count = countWanted(name, arrays, records, overrides);
  const example = copyExample(chosen, name);
  return {
    ...example,
    ...Object.fromEntries(
      arrays.map((array) => [array, Array.from({ length: count }, () => structuredClone(firstOf(example[array])))]),
    ),
    ...Object.fromEntries(
      Object.entries(overrides).map(([key, value]) => [key, fill(name, { key, value, count, arrays })]),
    ),
  };
}

function getContract(name: string): AnyContract {
  const [platform = '', hook = ''] = name.split('/');
  const found = findContract(platform, hook);
  if (found !== undefined) return found;
  const every = Object.values(platforms).flatMap((own) => own.hooks.map((one) => `${own.name}/${one.hook}`));
  const near = every.filter((one) => one.toLowerCase() === name.toLowerCase());
  const ofPlatform = every.filter((one) => one.startsWith(`${platform}/`));
  const known = near.length > 0 ? near : ofPlatform.length > 0 ? ofPlatform : every;
  throw new TypeError(`there is no hook called ${JSON.stringify(name)}; there is ${known.join(', ')}`);
}

function countWanted(
  name: string,
  arrays: readonly string[],
  records: number | undefined,
  overrides: Readonly<Record<string, unknown>>,
): number {
  if (records !== undefined && (!Number.isSafeInteger(records) || records < 0)) {
    throw new RangeError(`a page has a whole number of records from 0, got ${records}`);
  }
  if (arrays.length === 0) {
    if (records === undefined || records === 1) return 1;
    throw new RangeError(`${name} is not called for a page of records, so there is none of ${records}; leave it out`);
  }
  const given = arrays.flatMap((array) => {
    const value = overrides[array];
    return Array.isArray(value) ? [{ array, length: value.length }] : [];
  });
  const count = records ?? given[0]?.length ?? 1;
  const wrong = given.find(({ length }) => length !== count);
  if (wrong === undefined) return count;
  const { array, length } = wrong;
  throw new TypeError(
    `${array} has ${length} ${length === 1 ? 'element' : 'elements'} for ${count} ${count === 1 ? 'record' : 'records'}; give one for each record, or a function that makes it`,
  );
}

/** The first example of each contract is a whole call. */
function copyExample({ examples }: PageContract, name: string): Record<string, unknown> {
  const value = examples.input[0]?.value;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...structuredClone(value) };
  throw new TypeError(`the contract of ${name} has no example of a call`);
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

function fill(
  name: string,
  {
    key,
    value,
    count,
    arrays,
  }: { readonly key: string; readonly value: unknown; readonly count: number; readonly arrays: readonly string[] },
): unknown {
  if (typeof value !== 'function') return structuredClone(value);
  if (arrays.includes(key)) return Array.from({ length: count }, (_, index): unknown => value(index));
  const which = arrays.length === 0 ? 'it has none' : `those are ${arrays.join(', ')}`;
  throw new TypeError(`${key} of ${name} is no array of one element a record (${which}); give a value`);
}

export { lookupItem, responseItem, storedError } from './celigo/element-builders.ts';
export type { ResponseInputParts } from './patchworks/response-input.ts';
export { responseInput } from './patchworks/response-input.ts';
