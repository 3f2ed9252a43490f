import { createServer } from 'node:http';
import { expect } from 'chai';
import { HooksmithError } from '../../../emulator/errors.ts';
import { useFolder } from '../commands/run-cli.ts';
import { errorsOf, findingsOf, play, statesOf } from './pipeline-run.ts';

const all = ['mapping', 'submit'];

describe('what an import leaves behind', () => {
  const folder = useFolder();
  const failing = { options: { data: [{ id: 1, preMapThrows: 'down' }, { id: 2 }], traceKeys: ['T1', null] } };

  it('counts success, error and ignored records, held pages are generated and not processed (C-416)', async () => {
    const held = { id: 5, submit: { statusCode: 403, errors: [], ignored: false } };
    const report = await play(folder, { attach: [...all, 'preMap'] }, [
      {
        options: {
          data: [{ id: 1 }, { id: 2, preMap: {} }, { id: 3, preMap: { errors: [{ code: 'E', message: 'm' }] } }],
        },
      },
      { options: { data: [held] } },
    ]);
    expect(report.steps[0]?.counts).to.deep.equal({
      numSuccess: 1,
      numError: 1,
      numIgnore: 1,
      numHeld: 1,
      numPagesGenerated: 2,
      numPagesProcessed: 1,
    });
  });

  it('stores an error with a retry key and the trace key for each record after a throw (C-154, C-430, C-433, C-435)', async () => {
    const report = await play(folder, { attach: [...all, 'preMap'] }, [failing]);
    const errors = report.steps[0]?.errors ?? [];
    expect(errors.map(({ traceKey }) => traceKey)).to.deep.equal(['T1', null]);
    expect(new Set(errors.map(({ retryDataKey }) => retryDataKey)).size).to.equal(2);
  });

  it('stores one error for the page with throwErrorsPerRecord false (C-154)', async () => {
    const assumptions = { throwErrorsPerRecord: false };
    const report = await play(folder, { attach: [...all, 'preMap'], assumptions }, [failing]);
    expect(errorsOf(report, 0)).to.deep.equal(['page Error down pre_map_hook']);
    expect(statesOf(report, 0, 2)).to.equal('error error');
  });

  it('knows no stage preSavePage, which never runs on an import (C-212)', async () => {
    const attempt = play(folder, { attach: ['preSavePage'] }, [{ options: { data: [] } }]);
    const error = await attempt.catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(HooksmithError).and.to.have.property('message').that.includes('preSavePage');
  });

  for (const [preMapDataView, seen] of [
    ['afterPreMap', 'new'],
    ['beforePreMap', 'old'],
  ]) {
    it(`gives postMap the records ${preMapDataView} (C-224)`, async () => {
      const script = folder.file(
        'view.js',
        "function postMap({ preMapData }) { return preMapData.map((r) => ({ errors: [{ code: r.name, message: 'm' }] })); }",
      );
      const stages = { postMap: { script: `${folder.path}/${script}` } };
      const record = { name: 'old', preMap: { data: { name: 'new' } } };
      const attached = { attach: [...all, 'preMap'], stages, assumptions: { preMapDataView: preMapDataView ?? '' } };
      const report = await play(folder, attached, [{ options: { data: [record] } }]);
      expect(errorsOf(report, 0)).to.deep.equal([`0 ${seen} m post_map_hook`]);
    });
  }
});

describe('given stages of an import', () => {
  const folder = useFolder();
  const done = { statusCode: 200, errors: [], ignored: false };

  it('come from the recording; one that is missing leaves the page unjudged (C-015)', async () => {
    const report = await play(folder, { attach: [] }, [
      { options: { data: [{ id: 1 }] }, stages: { mapping: { result: [{ id: 1 }] }, submit: { result: [done] } } },
      { options: { data: [{ id: 1 }] } },
    ]);
    expect(findingsOf(report, 0)).to.deep.equal([]);
    expect(findingsOf(report, 1)).to.deep.equal(['bad-recording C-015']);
    expect(report.totals.unjudgedPages).to.equal(1);
    expect(report.findings[0]?.message).to.include('record 0 reached mapping, but the page has no /stages/mapping');
  });

  it('are used with a warning when another record reaches them than was recorded (C-412)', async () => {
    const stages = { mapping: { result: [{ id: 1 }] }, submit: { result: [done] } };
    const report = await play(folder, { attach: ['postMap'] }, [
      {
        options: { data: [{ id: 1, postMap: {} }] },
        stages: { ...stages, mapping: { result: [{ id: 1, postMap: { data: { id: 2 } } }] } },
      },
    ]);
    expect(findingsOf(report, 0)).to.deep.equal(['stale-stage C-412']);
  });

  it('may be an endpoint: 2xx is a success, any other status and no answer are errors (C-412)', async () => {
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        response.statusCode = JSON.parse(body).answer;
        response.end('{"id":7}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
    const page = { options: { data: [{ answer: 201 }, { answer: 422 }, { answer: 500 }] } };
    const attached = { attach: ['mapping'], stages: { submit: { url } } };
    const report = await play(folder, attached, [page]);
    await new Promise((resolve) => server.close(resolve));
    expect(statesOf(report, 0, 3)).to.equal('success error error');
    expect(errorsOf(report, 0)).to.deep.equal(['1 422 {"id":7} application', '2 500 {"id":7} application']);

    const refused = await play(folder, attached, [page]);
    expect(statesOf(refused, 0, 3)).to.equal('error error error');
    expect(errorsOf(refused, 0)[0]).to.match(/^0 unreachable .*nothing listens/);
  });
});
