import { expect } from 'chai';
import type { JsonValue } from '../../../sdk/contract.ts';
import type { PasteField } from '../../../sdk/publisher.ts';
import { shopifyFlow } from '../../../sdk/shopify-flow/index.ts';

async function paste(setup: JsonValue): Promise<readonly PasteField[]> {
  const pasting = await shopifyFlow.paste?.();
  if (pasting === undefined) throw new Error('it tells nothing to paste');
  return pasting.pasteable({ content: JSON.stringify(setup) });
}

describe('what to paste into Shopify Flow', () => {
  it('is each field of the action under its label, templates to the letter (F-110 to F-115, F-170)', async () => {
    const setup = {
      generation: '2025',
      method: 'Post',
      url: 'https://courier.example/{{ order.name | url_encode }}',
      headers: [{ key: 'Content-Type', value: 'application/json' }],
      body: '{\n  "order": {{ order.name | json }}\n}\n',
      onClientError: 'ignore',
      onServerError: 'retry',
    };

    expect(await paste(setup)).to.deep.equal([
      { label: 'HTTP method', value: 'Post' },
      { label: 'URL', value: 'https://courier.example/{{ order.name | url_encode }}' },
      { label: 'Headers: Content-Type', value: 'application/json' },
      { label: 'Body', value: '{\n  "order": {{ order.name | json }}\n}\n' },
      { label: 'On client error (4XX response)', value: 'Ignore' },
      { label: 'On server error (5XX or 429 response)', value: 'Retry' },
    ]);
  });

  it('names the secrets that must be made first, each once, and leaves settings out that the step lacks (F-116, F-160, F-161)', async () => {
    const setup = {
      method: 'Get',
      url: 'https://courier.example/?key={{ secrets.courier-key }}',
      headers: [
        { key: 'Authorization', value: { $secret: 'courier-token' } },
        { key: 'X-Key', value: '{{secrets.courier-key}}' },
      ],
    };

    expect(await paste(setup)).to.deep.equal([
      { label: 'Flow > Settings: a secret with the handle', value: 'courier-key' },
      { label: 'Flow > Settings: a secret with the handle', value: 'courier-token' },
      { label: 'HTTP method', value: 'Get' },
      { label: 'URL', value: 'https://courier.example/?key={{ secrets.courier-key }}' },
      { label: 'Headers: Authorization', value: '{{secrets.courier-token}}' },
      { label: 'Headers: X-Key', value: '{{secrets.courier-key}}' },
    ]);
  });

  it('is told for steps that the platform has', async () => {
    const pasting = await shopifyFlow.paste?.();

    expect(shopifyFlow.httpSteps.names).to.include.members([...(pasting?.steps ?? [])]);
    expect(shopifyFlow.publisher).to.equal(undefined);
  });
});
