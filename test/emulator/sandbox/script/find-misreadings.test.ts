import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadScript } from '../../../../emulator/sandbox/script/load.ts';
import type { AnyContract } from '../../../../sdk/contract.ts';
import { authPost, authPre, pagination, postRequest, responseScript } from '../../../../sdk/patchworks/index.ts';

describe('reads of fields that a kind of script is never passed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hooksmith-misread-'));
  after(() => rmSync(folder, { recursive: true }));

  /** `rule line:column` of each. */
  async function find(contract: AnyContract, body: string, parameter = 'data'): Promise<readonly string[]> {
    const file = join(folder, 'script.js');
    writeFileSync(file, `module.exports = async function (${parameter}) {\n${body}\n};\n`);
    const { misread } = await loadScript({ file, contract });
    return misread.map(({ rule, at }) => `${rule} ${at.line}:${at.column}`);
  }

  it('are response.status_code in a response or post-request script (P-215)', async () => {
    for (const contract of [responseScript, postRequest]) {
      expect(
        await find(contract, 'return { response_code: data.response.status_code === 200 ? 0 : 1 };'),
      ).to.deep.equal(['P-215 2:39']);
      expect(await find(contract, 'const { status_code } = data.response; return {};')).to.deep.equal(['P-215 2:9']);
      expect(
        await find(contract, "const { response } = data; return { a: response?.['status_code'] };"),
      ).to.have.length(1);
      expect(await find(contract, 'return { a: data.response.status };')).to.deep.equal([]);
    }
  });

  it('are response.status in a pagination script (P-462)', async () => {
    const body = 'const page = JSON.parse(data.payload); return { payload: page.response.status === 200 ? "" : "" };';

    expect(await find(pagination, body)).to.deep.equal(['P-462 2:72']);
    expect(await find(pagination, body.replace('status', 'status_code'))).to.deep.equal([]);
  });

  it('are meta and flow of the parameter in authentication scripts (P-471), each once', async () => {
    for (const contract of [authPre, authPost]) {
      expect(
        await find(
          contract,
          'const a = data.meta.x; const b = data.meta.y; return { payload: data.flow.variables.z };',
        ),
      ).to.deep.equal(['P-471 2:16', 'P-471 2:70']);
      expect(await find(contract, 'return { payload: meta };', '{ payload, meta }')).to.deep.equal(['P-471 1:45']);
      expect(
        await find(contract, 'const body = JSON.parse(data.payload); return { payload: body.meta };'),
      ).to.deep.equal([]);
    }
  });

  it('are not what is assigned, hidden in a computed name, or of another value with the name of the parameter', async () => {
    expect(await find(authPre, 'data.meta = 1; return {};')).to.deep.equal([]);
    expect(await find(authPre, 'const key = "meta"; return { payload: data[key] };')).to.deep.equal([]);
    expect(await find(authPre, 'return [{ meta: 1 }].map((data) => data.meta);')).to.deep.equal([]);
  });
});
