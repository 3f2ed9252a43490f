import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { makeScriptLoader } from '../../../../emulator/sandbox/script/script-loader.ts';
import { postSubmit } from '../../../../sdk/celigo/post-submit.ts';
import { preMap } from '../../../../sdk/celigo/pre-map.ts';

describe('makeScriptLoader', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hooksmith-loader-')));
  const file = join(folder, 'hooks.js');
  writeFileSync(file, 'function postSubmit(o) { return o.responseData; }\nfunction preMap(o) { return o.data; }\n');
  after(() => rmSync(folder, { recursive: true }));

  it('builds a script once for each function and contract', async () => {
    const load = makeScriptLoader();
    const first = await load({ file, contract: postSubmit });

    expect(await load({ file, contract: postSubmit })).to.equal(first);
    expect(await load({ file, contract: postSubmit, functionName: 'preMap' })).to.not.equal(first);
    expect((await load({ file, contract: preMap })).functionName).to.equal('preMap');
    expect(await makeScriptLoader()({ file, contract: postSubmit })).to.not.equal(first);
  });

  it('does not take a text that is added or built for the file', async () => {
    const load = makeScriptLoader();
    await load({ file, contract: postSubmit });
    const built = { text: 'function postSubmit() { return 1; }', map: '{"version":3,"sources":[],"mappings":""}' };
    const append = (): string => '\n;var added = 1;';

    expect((await load({ file, contract: postSubmit, built })).guest.text).to.include('return 1');
    expect((await load({ file, contract: postSubmit, append })).guest.text).to.include('added');
  });
});
