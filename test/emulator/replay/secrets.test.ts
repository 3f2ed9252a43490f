import { expect } from 'chai';
import { optionsOf, recordingOf, useFolder } from '../commands/run-cli.ts';

const bearerToken = 'b3a9f7c1d2e84f56a7b8c9d0e1f2a3b4';

describe('bearerToken of options', () => {
  const folder = useFolder();
  const options = { ...optionsOf(1), bearerToken };
  folder.file('page.json', JSON.stringify(options));
  folder.file('page.rec.jsonl', recordingOf([{ options, result: optionsOf(1).responseData }]));
  folder.file(
    'throws.js',
    `function postSubmit(options) {
  console.log('token', options.bearerToken, options);
  console.error(encodeURIComponent(options.bearerToken));
  const error = new Error('refused: Bearer ' + options.bearerToken);
  error.name = options.bearerToken;
  throw error;
}
`,
  );
  folder.file(
    'returns.js',
    'function postSubmit(options) {\n  return options.responseData.map((item) => ({ ...item, id: options.bearerToken }));\n}\n',
  );
  folder.file(
    'breaks.js',
    'function postSubmit(options) {\n  return { [options.bearerToken]: options.bearerToken };\n}\n',
  );

  for (const script of ['throws.js', 'returns.js', 'breaks.js']) {
    it(`is in nothing that is printed when ${script} has it`, async () => {
      const printed = await Promise.all([
        folder.run(['replay', script, 'page.json']),
        folder.run(['replay', script, 'page.rec.jsonl', '--json']),
        folder.run(['run', script, '-i', '@page.json']),
        folder.run(['run', script, '-i', '@page.json', '--json']),
      ]);

      for (const { stdout, stderr } of printed) {
        expect(`${stdout}${stderr}`)
          .to.contain(script === 'returns.js' ? 'page' : '[redacted]')
          .and.not.contain(bearerToken);
      }
    });
  }

  it('is replaced by [redacted], not left out', async () => {
    const { stdout } = await folder.run(['run', 'returns.js', '-i', '@page.json']);

    expect(JSON.parse(stdout)[0].id).to.equal('[redacted]');
  });
});
