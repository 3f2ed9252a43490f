/**
 * The hooks whose `options` a value looks like by its top-level keys, first match (C-513); none when it looks like no
 * options at all: an array or another object is just data. Several where kinds are passed the same, so that their keys
 * cannot tell them apart. Functions that only a stack has are not in the table.
 */
export function recogniseHooks(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return table.find(({ fits }) => fits(value))?.hooks ?? [];
}

interface Row {
  fits(options: object): boolean;
  readonly hooks: readonly string[];
}

const table: readonly Row[] = [
  // A whole request of the script editor's preview, which names its function itself.
  { fits: has('rules'), hooks: [] },
  { fits: has('responseData', 'postResponseMapData'), hooks: ['postResponseMap'] },
  { fits: has('responseData', 'postMapData'), hooks: ['postSubmit'] },
  { fits: has('postMapData'), hooks: ['postMap'] },
  { fits: has('postAggregateData'), hooks: ['postAggregate'] },
  { fits: all(has('method'), any(has('rawBody'), has('queryString'))), hooks: ['handleRequest'] },
  { fits: has('rawMessageBody'), hooks: ['contentBasedFlowRouter'] },
  { fits: has('record'), hooks: ['transform', 'inputFilter', 'outputFilter', 'branchFilter', 'branching'] },
  {
    fits: all(hasPage, any(has('_exportId'), has('pageIndex'), has('errors'), has('retryData'))),
    hooks: ['preSavePage'],
  },
  { fits: all(hasPage, any(has('_importId'), hasOneKey)), hooks: ['preMap'] },
  // The functions of forms and installers; `resource` comes last because step is passed one as well.
  { fits: has('newResource'), hooks: ['preSave'] },
  { fits: has('formSubmission'), hooks: ['step'] },
  { fits: has('parentIntegration'), hooks: ['initChild'] },
  { fits: has('fromEdition'), hooks: ['changeEdition'] },
  { fits: has('resource'), hooks: ['formInit', 'update'] },
];

function has(...keys: readonly string[]): Row['fits'] {
  return (options) => keys.every((key) => Object.hasOwn(options, key));
}

function hasPage(options: object): boolean {
  return Array.isArray(Object.getOwnPropertyDescriptor(options, 'data')?.value);
}

function hasOneKey(options: object): boolean {
  return Object.keys(options).length === 1;
}

function all(...conditions: readonly Row['fits'][]): Row['fits'] {
  return (options) => conditions.every((fits) => fits(options));
}

function any(...conditions: readonly Row['fits'][]): Row['fits'] {
  return (options) => conditions.some((fits) => fits(options));
}
