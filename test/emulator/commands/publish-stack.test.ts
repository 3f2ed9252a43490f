import { expect } from 'chai';
import { accountOf, useStandIns } from '../publish/stand-ins.ts';
import { useFolder } from './run-cli.ts';

describe('hooksmith publish of a hook that a stack hosts', () => {
  const folder = useFolder();
  const standIns = useStandIns(folder, ['--celigo']);
  const stack = '65a0000000000000000000b1';
  folder.file(
    'hosted.ts',
    `import { hostname } from 'node:os';\nexport const tidy = (options: { responseData: object[] }) => options.responseData.map((item) => ({ ...item, by: hostname() }));\n`,
  );
  const publish = { stack, attach: [{ import: 'Orders' }] };
  const hook = { platform: 'celigo', hook: 'postSubmit', script: 'hosted.ts', publish };
  folder.file('hooksmith.json', JSON.stringify({ hooks: { hosted: hook } }));

  it('attaches it though no script could hold what it imports, and sends no script (C-632, C-718)', async () => {
    const { ask, url } = standIns.get();
    const made = await ask<{ readonly _id: string }>('celigo', 'POST', '/v1/imports', { name: 'Orders' });
    const env = accountOf('celigo', url('celigo'));
    const before = await folder.run(['diff'], { env });
    const first = await folder.run(['publish', '--yes', '--unreplayed'], { env });
    const again = await folder.run(['publish', '--yes', '--unreplayed'], { env });

    expect(first.exitCode, first.stderr).to.equal(0);
    const found = await ask<{ readonly hooks: object }>('celigo', 'GET', `/v1/imports/${made.body._id}`);
    expect(found.body.hooks).to.deep.equal({ postSubmit: { function: 'tidy', _stackId: stack } });
    expect((await ask('celigo', 'GET', '/v1/scripts')).status).to.equal(204);
    expect(again.stderr).to.contain('hosted unchanged, version 1');
    const after = await folder.run(['diff'], { env });
    expect([before.exitCode, after.exitCode]).to.deep.equal([1, 0]);
    expect(before.stdout + before.stderr).to.contain(
      'hosted  celigo/postSubmit  the content is the same, not what calls it',
    );
    expect(after.stdout + after.stderr).to.contain('= hosted  celigo/postSubmit  the same here and on the platform');
  });
});
