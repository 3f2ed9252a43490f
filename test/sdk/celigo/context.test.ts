import { Ajv } from 'ajv';
import { expect } from 'chai';
import { postSubmit } from '../../../sdk/celigo/index.ts';

const validate = new Ajv({ strict: true }).addVocabulary(['rule', 'assumption', 'strict']).compile(postSubmit.input);
const parentJob = { _id: 'd1', type: 'flow', startedAt: '2026-03-04T09:00:00.000Z', flowExecutionGroupId: 'e1' };
const job = { _id: 'd2', type: 'export', startedAt: '2026-03-04T09:00:02.000Z', parentJob };

/** Where the first fault is in options with this context; null when there is none. */
function faultIn(context: object): string | null {
  const options = { preMapData: [], postMapData: [], responseData: [], ...context };
  return validate(options) ? null : (validate.errors?.[0]?.instancePath ?? '');
}

describe('the context of a Celigo hook', () => {
  const taken: readonly (readonly [what: string, context: object])[] = [
    ['nothing but the data, as absent fields are left out (C-104, C-105, C-107, C-113)', {}],
    [
      'all fields of newer versions (C-101, C-103 to C-109)',
      {
        ...{ _flowId: 'b1', _integrationId: 'a1', _connectionId: 'c1', _importId: 'f2', _parentIntegrationId: 'a0' },
        ...{ _apiId: '91', sandbox: false, testMode: true, job, settings: {} },
      },
    ],
    ['what was set beside the hook (C-111)', { configuration: { warehouse: 'LEEDS' } }],
    [
      'the settings of a call recorded in 2026 (C-121)',
      { settings: { integration: {}, flowGrouping: {}, flow: {}, export: {}, connection: {}, iClient: {} } },
    ],
    [
      'the settings of a call recorded in 2022 (C-122)',
      { settings: { integration: {}, flowGrouping: {}, flow: {}, export: {}, connection: {} } },
    ],
    ['settings of the group of the flow (C-123)', { settings: { flowGrouping: { region: 'north' } } }],
    ['settings of an import under the key import (C-124)', { settings: { import: { mode: 'upsert' } } }],
    ['settings in one flat container (C-125)', { settings: { warehouse: 'LEEDS', retries: 3 } }],
    ['the job of an export as it was recorded (C-130)', { job }],
    ['the job of an import (C-131)', { job: { ...job, type: 'import' } }],
  ];
  for (const [what, context] of taken) {
    it(`may hold ${what}`, () => {
      expect(faultIn(context)).to.equal(null);
    });
  }

  const refused: readonly (readonly [what: string, context: object, path: string])[] = [
    ['an id that is a number (C-101)', { _flowId: 17 }, '/_flowId'],
    ['the id of no import (C-103)', { _importId: null }, '/_importId'],
    ['a parent that is null instead of absent (C-104, C-113)', { _parentIntegrationId: null }, '/_parentIntegrationId'],
    ['an API that is a flag (C-105)', { _apiId: true }, '/_apiId'],
    ['settings that are no object (C-106)', { settings: [] }, '/settings'],
    ['settings of a resource that are no object (C-120)', { settings: { flow: 'LEEDS' } }, '/settings/flow'],
    ['a flag as text (C-107)', { sandbox: 'false' }, '/sandbox'],
    ['a test mode that is null (C-108)', { testMode: null }, '/testMode'],
    ['a job that is only an id (C-109)', { job: 'd2' }, '/job'],
    ['a job without a type (C-130)', { job: { _id: 'd2', startedAt: job.startedAt } }, '/job'],
    ['a configuration as text (C-111)', { configuration: '{}' }, '/configuration'],
  ];
  for (const [what, context, path] of refused) {
    it(`cannot hold ${what}`, () => {
      expect(faultIn(context)).to.equal(path);
    });
  }
});

describe('an error of a Celigo record', () => {
  const faultOf = (error: object): string | null => faultIn({ responseData: [{ statusCode: 422, errors: [error] }] });

  it('may have a code and a message alone, as published hooks write it (C-142)', () => {
    expect(faultOf({ code: 'NO_STOCK', message: 'nothing left' })).to.equal(null);
  });

  it('may name its source, whoever that is (C-150, C-151)', () => {
    const sources = ['post_submit_hook', 'application', 'lookup', 'import_filter', 'a source of tomorrow'];

    expect(sources.map((source) => faultOf({ code: 'X', message: 'y', source }))).to.deep.equal(
      sources.map(() => null),
    );
    expect(faultOf({ code: 'X', message: 'y', source: 7 })).to.equal('/responseData/0/errors/0/source');
  });
});
