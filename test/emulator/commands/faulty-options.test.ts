import { expect } from 'chai';
import { optionsOf, recordingOf, useFolder } from './run-cli.ts';

describe('hooksmith replay, given options that are not what the platform passes', () => {
  const folder = useFolder();
  folder.file('echo.js', 'function postSubmit(options) {\n  return options.responseData;\n}\n');
  const good = { options: optionsOf(1), result: optionsOf(1).responseData };

  it('names them as faults of the recording, judges the other pages and exits 2', async () => {
    const { responseData: _left, ...without } = optionsOf(1, 2);
    const short = { ...optionsOf(1, 2), responseData: optionsOf(1).responseData };
    folder.file('faulty.rec.jsonl', recordingOf([good, { options: without }, { options: short }, good]));

    const result = await folder.run(['replay', 'echo.js', 'faulty.rec.jsonl', '--quiet']);

    expect(result.stdout).to.equal(`✗ 4 pages, 3 records: 2 pages pass, 2 cannot be judged

error bad-recording  C-240  page 1 of faulty.rec.jsonl
  options lacks responseData: expected a value, got nothing

error bad-recording  C-248  page 2 of faulty.rec.jsonl
  preMapData has 2 elements, postMapData has 2 elements, responseData has 1 element; the three must be equally long, one element for each record: record the page again, or set droppedRecordsInResponseData to false

Reproduce: hooksmith replay echo.js faulty.rec.jsonl --page 1
Why:       hooksmith explain C-240
`);
    expect(result.exitCode).to.equal(2);
  });

  it('takes arrays of different lengths when droppedRecordsInResponseData is false, and says so', async () => {
    const short = { ...optionsOf(1, 2), responseData: optionsOf(1).responseData };
    folder.file('short.rec.jsonl', recordingOf([{ options: short }]));

    const args = ['replay', 'echo.js', 'short.rec.jsonl', '--assume', 'droppedRecordsInResponseData=false'];
    const report = await folder.report(args);

    expect(report.exitCode).to.equal(0);
    expect(report.recordings[0]?.notices).to.deep.equal([
      'the verdict leans on a chosen assumption: droppedRecordsInResponseData (C-248) is false, default true',
    ]);
  });

  it('passes __proto__ and constructor through unchanged and pollutes nothing', async () => {
    const record = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    const options = `{"preMapData":[${record}],"postMapData":[{}],"responseData":[{"statusCode":200,"id":"1","_json":${record}}]}`;
    folder.file('proto.json', options);
    folder.file(
      'proto.js',
      `function postSubmit(options) {
  console.log(String({}.polluted), JSON.stringify(options.preMapData));
  return options.responseData;
}
`,
    );

    const { stdout, exitCode } = await folder.run(['run', 'proto.js', '-i', '@proto.json', '--json']);

    expect(exitCode).to.equal(0);
    expect(stdout).to.contain(`{"result": [{"statusCode":200,"id":"1","_json":${record}}]`);
    expect(JSON.parse(stdout).report.console).to.deep.equal([
      { recording: 'proto.json', page: 0, lines: [['log', `undefined [${record}]`]], omitted: 0 },
    ]);
  });

  it('warns of integers beyond 2^53 and names their paths', async () => {
    folder.file(
      'big.json',
      '{"preMapData":[{"id":9007199254740993}],"postMapData":[{}],"responseData":[{"statusCode":200}]}',
    );

    const report = await folder.report(['replay', 'echo.js', 'big.json']);

    expect(report.exitCode).to.equal(0);
    expect(report.findings).to.deep.equal([
      {
        code: 'inexact-number',
        rule: 'R-214',
        severity: 'warning',
        scope: null,
        stage: null,
        path: '/preMapData/0/id',
        message:
          'options.preMapData[0].id is an integer beyond 2^53: reading has changed its last digits; send it as a string',
        recording: 'big.json',
        page: 0,
        record: null,
        at: null,
      },
    ]);
  });
});
