import { expect } from 'chai';
import { accountOf, useStandIns } from '../publish/stand-ins.ts';
import { optionsOf, recordingOf, useFolder } from './run-cli.ts';

const setup = {
  generation: '2025',
  method: 'Post',
  url: 'https://courier.example/pickups?ref={{ order.name | url_encode }}',
  headers: [
    { key: 'Content-Type', value: 'application/json' },
    { key: 'X-Courier-Key', value: { $secret: 'courier-key' } },
  ],
  body: '{\n  "order": {{ order.name | json }}\n}',
  onServerError: 'retry',
};

const shown = `# tell-courier: paste it into the send-http-request of Shopify Flow, which has no API for it (not replayed: it has no recording)

## Flow > Settings: a secret with the handle
courier-key

## HTTP method
Post

## URL
https://courier.example/pickups?ref={{ order.name | url_encode }}

## Headers: Content-Type
application/json

## Headers: X-Courier-Key
{{secrets.courier-key}}

## Body
{
  "order": {{ order.name | json }}
}

## On server error (5XX or 429 response)
Retry

`;

describe('hooksmith publish of a step of a platform without an API', () => {
  const folder = useFolder();
  const standIns = useStandIns(folder, ['--celigo']);
  const step = (own: object): object => ({ platform: 'shopify-flow', step: 'send-http-request', setup, ...own });
  folder.file('ids.js', 'function postSubmit(options) { return options.responseData; }\n');
  folder.file('ids.rec.jsonl', recordingOf([{ options: optionsOf(1) }]));
  folder.file(
    'hooksmith.json',
    JSON.stringify({
      hooks: {
        ids: {
          platform: 'celigo',
          hook: 'postSubmit',
          script: 'ids.js',
          recordings: ['ids.rec.jsonl'],
          publish: {},
        },
      },
      steps: {
        'tell-courier': step({}),
        wrong: step({ setup: { ...setup, metod: 'Get' } }),
        flow: { platform: 'shopify-flow', step: 'workflow', setup: { generation: '2025', steps: [] } },
      },
    }),
  );
  const secret = { HOOKSMITH_SECRET_COURIER_KEY: 'value-of-the-key-0123456789' };

  it('prints label by label what to paste, values at the margin and secrets by name, needs no account, and exits 0', async () => {
    const { stdout, stderr, exitCode } = await folder.run(['publish', 'tell-courier'], {
      env: { ...secret, CI: 'true' },
    });

    expect(exitCode, stderr).to.equal(0);
    expect(stdout).to.equal(shown);
    expect(stderr).to.equal('');
  });

  it('publishes the other names of the same call, and tells both in one JSON', async () => {
    const env = { ...secret, ...accountOf('celigo', standIns.get().url('celigo')) };
    const { stdout, stderr, exitCode } = await folder.run(['publish', 'tell-courier', 'ids', '--yes', '--json'], {
      env,
    });

    expect(exitCode, stderr).to.equal(0);
    const { published, pastes } = JSON.parse(stdout);
    expect(published).to.have.length(1);
    expect(published[0]).to.deep.include({ name: 'ids', version: 1 });
    expect(pastes).to.have.length(1);
    expect(pastes[0]).to.deep.include({ name: 'tell-courier', contract: 'shopify-flow/send-http-request' });
    expect(pastes[0].fields).to.deep.include({ label: 'Body', value: setup.body });
    expect(stdout + stderr).to.not.contain('value-of-the-key');
    const { body } = await standIns.get().ask<readonly { readonly name: string }[]>('celigo', 'GET', '/v1/scripts');
    expect(body.map(({ name }) => name)).to.deep.equal(['ids']);
  });

  it('refuses what the action does not have, and steps that are no fields to paste, before anything is printed', async () => {
    const wrong = await folder.run(['publish', 'tell-courier', 'wrong']);
    const flow = await folder.run(['publish', 'flow']);

    expect([wrong.exitCode, wrong.stdout, flow.exitCode, flow.stdout]).to.deep.equal([2, '', 2, '']);
    expect(wrong.stderr).to.contain('metod');
    expect(flow.stderr).to.contain('flow: a workflow cannot be told as fields to paste');
    expect(flow.stderr).to.contain('What can be told: send-http-request');
  });
});
