import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** The module `integrator-api`. */
export const integratorApiRules: readonly Rule[] = [
  {
    id: 'C-345',
    marks: ['observed'],
    says: 'Names that a published generator imports together: accessTokens, asyncHelpers, connections, exports, fileDefinitions, flows, imports, integrations, request, state.',
    source: cite('scripts'),
  },
  {
    id: 'C-346',
    marks: ['documented'],
    says: 'The documented areas are exports, imports, flows, connections, integrations, access tokens, async helpers, file definitions, state and lookup caches.',
    source: cite('docs'),
  },
  {
    id: 'C-347',
    marks: ['assumed'],
    says: 'Calls whose shape nobody has documented raise a "not modelled" error; `unmodelledApi` "mock" answers with the author\'s own mock instead.',
    source: cite('own'),
    option: 'unmodelledApi',
    default: 'throw',
  },
  {
    id: 'C-350',
    marks: ['documented'],
    says: '`find` takes an optional query and gives an array; for exports only externalId can be asked for. It throws when the API fails.',
    source: cite('docs'),
  },
  {
    id: 'C-351',
    marks: ['documented'],
    says: '`get` takes an id and gives the object or undefined. One guide passes an object with `_id`, so both forms are accepted.',
    source: cite('docs'),
  },
  {
    id: 'C-352',
    marks: ['documented'],
    says: '`create`, `update` and `delete` take or give an object; hooks may not use them (C-339).',
    source: cite('docs'),
  },
  {
    id: 'C-353',
    marks: ['documented', 'assumed'],
    says: '`exports.run` runs a saved export, lookup or listener. Its result is taken to have `data` and `errors`, as lookup results have elsewhere; `exportsRunResult` "asAnswered" hands on what a stand-in answers.',
    source: cite('docs'),
    option: 'exportsRunResult',
    default: 'dataErrors',
  },
  {
    id: 'C-354',
    marks: ['observed'],
    says: '`exports.runVirtual` runs an export that is not saved, given as a definition with the connection and the request; its result is taken as in C-353.',
    source: cite('scripts'),
  },
  {
    id: 'C-355',
    marks: ['documented'],
    says: '`exports.runVirtualWithPaging` does the same over all pages.',
    source: cite('docs'),
  },
  {
    id: 'C-356',
    marks: ['documented', 'assumed'],
    says: '`imports.run` takes records; its result is taken to be an array of import responses; `importsRunResult` "asAnswered" hands on what a stand-in answers.',
    source: cite('docs'),
    option: 'importsRunResult',
    default: 'responses',
  },
  {
    id: 'C-357',
    marks: ['documented'],
    says: '`flows.run` starts a flow by its id.',
    source: cite('docs'),
  },
  {
    id: 'C-358',
    marks: ['unknown'],
    says: 'The signatures of state, lookupCaches, asyncHelpers and request are not known; they follow `unmodelledApi`.',
    source: cite('own'),
    option: 'unmodelledApi',
    default: 'throw',
  },
  {
    id: 'C-359',
    marks: ['observed'],
    says: 'A failed call throws, try and catch work around it, and the error can be turned into JSON.',
    source: cite('scripts'),
  },
];
