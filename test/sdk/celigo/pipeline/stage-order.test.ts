import { expect } from 'chai';
import { exportStep } from '../../../../sdk/celigo/pipeline/export-step.ts';
import { importStep } from '../../../../sdk/celigo/pipeline/import-step.ts';
import { isObject } from '../../../../sdk/celigo/pipeline/page.ts';
import type { JsonValue } from '../../../../sdk/contract.ts';
import { type Answers, type Driven, drive, listOf } from './drive.ts';

/** Adds the name of a stage to the list that a record carries. */
function mark(record: JsonValue | undefined, stage: string): JsonValue {
  const before = isObject(record) ? record : {};
  return { ...before, seen: `${before['seen'] ?? ''}${stage} ` };
}

const taken = { statusCode: 200, errors: [], ignored: false, id: 'new-7' };

/** Hooks and given stages of an import; each marks what it hands on. */
const imports: Answers = {
  inputFilter: () => true,
  preMap: (options) => listOf(options, 'data').map((record) => ({ data: mark(record, 'preMap') })),
  mapping: (_, inputs) => inputs.map((record) => mark(record, 'mapping')),
  postMap: (options) => listOf(options, 'postMapData').map((record) => ({ data: mark(record, 'postMap') })),
  submit: (_, inputs) => inputs.map((record) => ({ ...taken, _json: mark(record, 'submit') })),
  postSubmit: (options) => listOf(options, 'responseData'),
  postResponseMap: (options) => listOf(options, 'postResponseMapData'),
};

/** Hooks of an export. */
const exports: Answers = {
  transform: ({ record }) => mark(record, 'transform'),
  outputFilter: () => true,
  preSavePage: (options) => ({ data: listOf(options, 'data'), errors: [] }),
};

const setup = { responseMapping: { fields: [{ extract: 'id', generate: 'newId' }] } };
const stagesOf = ({ calls }: Driven): readonly string[] => calls.map(({ stage }) => stage);

/** What a hook was passed. */
function passed({ calls }: Driven, stage: string, name: string): JsonValue | undefined {
  const call = calls.find((candidate) => candidate.stage === stage);
  return call?.kind === 'hook' ? call.options[name] : undefined;
}

describe('the order of the stages of an import', () => {
  const driven = drive(importStep, { data: [{ id: 1 }] }, imports, { setup });

  it('is input filter, preMap, mapping, postMap, submit, postSubmit, postResponseMap (C-015)', () => {
    const order = ['inputFilter', 'preMap', 'mapping', 'postMap', 'submit', 'postSubmit', 'postResponseMap'];

    expect(stagesOf(driven)).to.deep.equal(order);
    expect(importStep.stages.map(({ name }) => name)).to.deep.equal(order);
  });

  it('has the response mapping between postSubmit and postResponseMap (C-015)', () => {
    expect(driven.outcome.records[0]?.way.map(({ stage }) => stage)).to.deep.equal([
      'inputFilter',
      'preMap',
      'mapping',
      'postMap',
      'submit',
      'postSubmit',
      'responseMapping',
      'postResponseMap',
    ]);
    expect(passed(driven, 'postResponseMap', 'postResponseMapData')).to.deep.equal([{ id: 1, newId: 'new-7' }]);
  });

  it('gives each stage what the one before has made (C-015, C-221, C-230)', () => {
    expect(passed(driven, 'postMap', 'preMapData')).to.deep.equal([{ id: 1, seen: 'preMap ' }]);
    expect(passed(driven, 'postMap', 'postMapData')).to.deep.equal([{ id: 1, seen: 'preMap mapping ' }]);
    expect(passed(driven, 'postSubmit', 'responseData')).to.deep.equal([
      { ...taken, _json: { id: 1, seen: 'preMap mapping postMap submit ' } },
    ]);
  });

  it('is the same without some of the hooks (C-015)', () => {
    const { mapping, submit, postMap } = imports;
    if (mapping === undefined || submit === undefined || postMap === undefined) throw new Error('a stage is missing');
    const few = drive(importStep, { data: [{ id: 1 }] }, { submit, postMap, mapping });

    expect(stagesOf(few)).to.deep.equal(['mapping', 'postMap', 'submit']);
  });

  it('asks the filter for each record before preMap gets the page of those that are left (C-015, C-271)', () => {
    const even = drive(
      importStep,
      { data: [1, 2, 3, 4].map((id) => ({ id })) },
      {
        ...imports,
        inputFilter: ({ record }) => JSON.stringify(record) !== '{"id":3}',
      },
    );

    expect(stagesOf(even).slice(0, 5)).to.deep.equal([...Array.from({ length: 4 }, () => 'inputFilter'), 'preMap']);
    expect(passed(even, 'preMap', 'data')).to.deep.equal([{ id: 1 }, { id: 2 }, { id: 4 }]);
  });
});

describe('the order of the stages of an export', () => {
  const driven = drive(exportStep, { data: [{ id: 1 }] }, exports);

  it('is transform, output filter, preSavePage, once a page is fetched and parsed (C-016)', () => {
    const order = ['transform', 'outputFilter', 'preSavePage'];

    expect(stagesOf(driven)).to.deep.equal(order);
    expect(exportStep.stages.map(({ name }) => name)).to.deep.equal(order);
    expect(driven.outcome.records[0]?.way.map(({ stage }) => stage)).to.deep.equal(order);
  });

  it('gives each stage what the one before has made (C-016)', () => {
    expect(passed(driven, 'outputFilter', 'record')).to.deep.equal({ id: 1, seen: 'transform ' });
    expect(passed(driven, 'preSavePage', 'data')).to.deep.equal([{ id: 1, seen: 'transform ' }]);
    expect(driven.outcome.out).to.deep.equal([{ id: 1, seen: 'transform ' }]);
  });

  it('transforms and filters every record before preSavePage gets those that are left (C-016)', () => {
    const filtered = drive(
      exportStep,
      { data: [{ id: 1 }, { id: 2 }] },
      {
        ...exports,
        outputFilter: ({ record }) => !JSON.stringify(record).includes('2'),
      },
    );

    expect(stagesOf(filtered)).to.deep.equal(['transform', 'transform', 'outputFilter', 'outputFilter', 'preSavePage']);
    expect(passed(filtered, 'preSavePage', 'data')).to.deep.equal([{ id: 1, seen: 'transform ' }]);
  });
});
