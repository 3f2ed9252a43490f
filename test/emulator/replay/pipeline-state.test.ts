import { expect } from 'chai';
import { useFolder } from '../commands/run-cli.ts';
import { errorsOf, findingsOf, play } from './pipeline-run.ts';

const attach = ['mapping', 'submit'];

describe('module state in a pipeline', () => {
  const folder = useFolder();
  const counting = `let calls = 0;
function preMap({ data }) {
  calls += 1;
  return data.map((record) => ({ data: { ...record, byPreMap: calls } }));
}
function postMap({ postMapData }) {
  calls += 1;
  return postMapData.map((record) => ({ data: record, errors: [{ code: 'c' + record.byPreMap, message: 'c' + calls }] }));
}
`;
  const script = `${folder.path}/${folder.file('counting.js', counting)}`;
  const stages = { preMap: { script, functionName: 'preMap' }, postMap: { script, functionName: 'postMap' } };
  const pages = [1, 2, 3].map((id) => ({ options: { data: [{ id }] } }));

  it('is kept over the pages of a job, and two hooks of one script each have their own (C-332)', async () => {
    const report = await play(folder, { attach, stages }, pages);

    const counted = pages.map((_, seq) => errorsOf(report, seq)[0]);
    expect(counted).to.deep.equal(['0 c1 c1 post_map_hook', '0 c2 c2 post_map_hook', '0 c3 c3 post_map_hook']);
  });

  it('begins anew in a second job (C-332)', async () => {
    await play(folder, { attach, stages }, pages);
    const again = await play(folder, { attach, stages }, pages);

    expect(errorsOf(again, 0)).to.deep.equal(['0 c1 c1 post_map_hook']);
  });

  it('is gone after each page with moduleState freshPerCall (C-332)', async () => {
    const assumptions = { moduleState: 'freshPerCall' };
    const report = await play(folder, { attach, stages, assumptions }, pages);

    const counted = pages.map((_, seq) => errorsOf(report, seq)[0]);
    expect(new Set(counted)).to.deep.equal(new Set(['0 c1 c1 post_map_hook']));
  });
});

describe('frozen records in a pipeline', () => {
  const folder = useFolder();
  const writing = `'use strict';
function postResponseMap({ postResponseMapData }) {
  for (const record of postResponseMapData) record.seen = true;
  return postResponseMapData;
}
function copying({ postResponseMapData, responseData }) {
  responseData[0].read = true;
  return postResponseMapData.map((record) => ({ ...record, seen: true }));
}
`;
  const script = `${folder.path}/${folder.file('writing.js', writing)}`;
  // What goes on is compared with the recorded result, so a change that got lost would be a finding.
  const page = { options: { data: [{ id: 1 }] }, result: [{ id: 1, seen: true }] };
  const run = (functionName: string, assumptions: Readonly<Record<string, boolean>>) =>
    play(folder, { attach, stages: { postResponseMap: { script, functionName } }, assumptions }, [page]);

  it('can be changed in place unless it is chosen otherwise, and the change goes on (C-266)', async () => {
    const report = await run('postResponseMap', {});

    expect(findingsOf(report, 0)).to.deep.equal([]);
    expect(report.steps[0]?.counts.numSuccess).to.equal(1);
  });

  it('make postResponseMap fail at the line of the write with frozenRecords true (C-266, C-006)', async () => {
    const report = await run('postResponseMap', { frozenRecords: true });

    expect(findingsOf(report, 0)[0]).to.equal('hook-threw C-006');
    expect(report.findings[0]).to.include({ stage: 'postResponseMap' });
    expect(report.findings[0]?.at?.line).to.equal(3);
    expect(errorsOf(report, 0)[0]).to.match(/^0 TypeError .*seen/);
  });

  it('do not hinder a hook that makes new objects, and responseData is open (C-266)', async () => {
    const report = await run('copying', { frozenRecords: true });

    expect(findingsOf(report, 0)).to.deep.equal([]);
    expect(report.steps[0]?.counts.numSuccess).to.equal(1);
  });
});
