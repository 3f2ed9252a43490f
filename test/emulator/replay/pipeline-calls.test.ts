import { expect } from 'chai';
import { useFolder } from '../commands/run-cli.ts';
import { standInToken, useStandIn } from '../sandbox/stand-in-server.ts';
import { errorsOf, findingsOf, play, statesOf } from './pipeline-run.ts';

/** Each hook asks the platform and stores what it got as an error's code, so that the answer can be seen from outside. */
const script = `import { exports } from 'integrator-api';
const ask = (_id) => exports.run({ _id }).data[0];
export function preMap({ data }) {
  return data.map((record) => ({ data: { ...record, warehouse: ask('stock') } }));
}
export function postMap({ postMapData }) {
  return postMapData.map((record) => ({ data: record, errors: [{ code: record.warehouse, message: ask('stock') }] }));
}
export function careful({ data }) {
  return data.map((record) => {
    try {
      return { data: { ...record, warehouse: ask('stock') } };
    } catch (error) {
      return { errors: [{ code: error.name, message: error.message.slice(0, 20) }] };
    }
  });
}
`;

const answer = (value: string): object => ({ data: [value], errors: [] });
const recorded = (value: string): object => ({
  call: 'exports.run',
  arguments: [{ _id: 'stock' }],
  result: answer(value),
});

describe('integrator-api in a stage of a pipeline', () => {
  const folder = useFolder();
  folder.file('node_modules/.keep', '');
  const file = `${folder.path}/${folder.file('asks.js', script)}`;
  const attach = ['mapping', 'submit'];
  const preMap = { script: file, functionName: 'preMap' };
  const postMap = { script: file, functionName: 'postMap' };

  it('is answered by the calls of the page, which its stages take one after another (C-353)', async () => {
    const report = await play(folder, { attach, stages: { preMap, postMap } }, [
      { options: { data: [{ id: 1 }] }, calls: [recorded('LEEDS'), recorded('YORK')] },
      { options: { data: [{ id: 2 }] }, calls: [recorded('HULL'), recorded('RIPON')] },
    ]);

    expect(errorsOf(report, 0)).to.deep.equal(['0 LEEDS YORK post_map_hook']);
    expect(errorsOf(report, 1)).to.deep.equal(['0 HULL RIPON post_map_hook']);
    expect([findingsOf(report, 0), findingsOf(report, 1)]).to.deep.equal([[], []]);
  });

  it('is answered by a mock of hooksmith.json once the page has no answer left (C-347)', async () => {
    const mocks = { 'exports.run': [{ when: { _id: 'stock' }, result: answer('MOCK') }] };
    const report = await play(folder, { attach, stages: { preMap, postMap }, mocks }, [
      { options: { data: [{ id: 1 }] }, calls: [recorded('LEEDS')] },
      { options: { data: [{ id: 2 }] } },
    ]);

    expect(errorsOf(report, 0)).to.deep.equal(['0 LEEDS MOCK post_map_hook']);
    expect(errorsOf(report, 1)).to.deep.equal(['0 MOCK MOCK post_map_hook']);
  });

  it('throws at the line of the call when nobody answers, fails the page there and says what to add (C-006, C-347)', async () => {
    const report = await play(folder, { attach, stages: { preMap, postMap } }, [
      { options: { data: [{ id: 1 }, { id: 2 }] }, calls: [recorded('LEEDS'), recorded('YORK')] },
    ]);

    expect(statesOf(report, 0, 2)).to.equal('error error');
    const [finding, ...others] = report.findings.filter(({ severity }) => severity !== 'info');
    expect(others).to.deep.equal([]);
    expect(finding).to.include({ code: 'not-modelled', rule: 'C-347', severity: 'error', stage: 'postMap' });
    expect(finding?.at?.line).to.equal(2);
    expect(finding?.message).to.include(
      'Add to "calls" of the page: {"call": "exports.run", "arguments": [{"_id":"stock"}], "result": …}; or to "mocks" of hooksmith.json: "exports.run": [{"when": {"_id":"stock"}, "result": …}]',
    );
  });

  it('warns where the stage has caught the error, and the record is what the hook made of it (C-347, C-359)', async () => {
    const careful = { script: file, functionName: 'careful' };
    const report = await play(folder, { attach, stages: { preMap: careful } }, [
      { options: { data: [{ id: 1 }, { id: 2 }] }, calls: [recorded('LEEDS')] },
    ]);

    expect(statesOf(report, 0, 2)).to.equal('success error');
    expect(errorsOf(report, 0)).to.deep.equal(['1 NotModelledError the page has no answ pre_map_hook']);
    const shown = report.findings.map(({ code, rule, severity, stage }) => [code, rule, severity, stage]);
    expect(shown).to.deep.include(['not-modelled', 'C-347', 'warning', 'preMap']);
    expect(report.errors).to.equal(0);
  });
});

describe('a page of a pipeline that is stopped', () => {
  const folder = useFolder();
  const standIn = useStandIn();
  folder.file('node_modules/.keep', '');
  const text = `import { exports, flows } from 'integrator-api';
export function preMap({ data }) {
  for (const record of data) exports.run({ _id: 'stock' });
  return data.map((record) => ({ data: record }));
}
export function postMap({ postMapData }) {
  flows.run({ _id: 'f1' });
  while (postMapData.some(({ stuck }) => stuck));
  return postMapData.map((record) => ({ data: record }));
}
export function postSubmit({ responseData }) {
  for (;;);
}
`;
  const script = `${folder.path}/${folder.file('stuck.js', text)}`;
  const pages = [{ options: { data: [{ id: 1 }] } }, { options: { data: [{ id: 2, stuck: true }, { id: 3 }] } }];

  it('lists the calls that a stand-in had carried out for it, in this and earlier stages (S-181)', async () => {
    standIn.answers = {
      'POST /v1/exports/stock/invoke': { status: 200, body: [] },
      'POST /v1/flows/f1/run': { status: 200, body: { _jobId: 'j' } },
    };
    const stages = { preMap: { script, functionName: 'preMap' }, postMap: { script, functionName: 'postMap' } };
    const options = { standIn: { url: standIn.url, token: standInToken }, timeoutMs: 900 };
    const report = await play(folder, { attach: ['mapping', 'submit'], stages, options }, pages);

    expect(findingsOf(report, 0)).to.deep.equal([]);
    expect(findingsOf(report, 1)[0]).to.equal('timed-out C-333');
    expect(report.findings.find(({ code }) => code === 'timed-out')?.message).to.match(
      /: the page was stopped; .*; the stand-in had carried out exports\.run \(2 times\), flows\.run$/,
    );
  });

  it('lists the records that had been posted to the endpoint of its submit (S-181)', async () => {
    standIn.answers = { 'POST /items': { status: 200, body: { id: 7 } } };
    const stages = { submit: { url: `${standIn.url}/items` }, postSubmit: { script, functionName: 'postSubmit' } };
    const report = await play(folder, { attach: ['mapping'], stages, options: { timeoutMs: 900 } }, pages.slice(1));

    expect(report.findings.find(({ code }) => code === 'timed-out')?.message).to.match(
      /: the page was stopped; .*; a record had been posted to the endpoint of submit \(2 times\)$/,
    );
  });
});
