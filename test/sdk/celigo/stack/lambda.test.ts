import { expect } from 'chai';
import { defineStack, makeLambdaHandler } from '../../../../sdk/celigo/index.ts';

type Callback = (error: unknown, result?: unknown) => void;

const handler = makeLambdaHandler(
  defineStack({
    hooks: {
      echo: (options: object, callback: Callback) => callback(null, options),
      deny: (_options: object, callback: Callback) =>
        callback(Object.assign(new Error('no rights'), { code: 'denied' })),
    },
  }),
);
const clientContext = { diy: true, type: 'hook', function: 'echo' };
const denied = '{"statusCode":422,"errors":[{"code":"denied","message":"no rights"}]}';

describe('makeLambdaHandler', () => {
  it('takes the event as options and the other fields from clientContext (C-717)', async () => {
    expect(await handler({ n: 1 }, { clientContext })).to.deep.equal({ n: 1 });
  });

  it('answers errors as a JSON text (C-717)', async () => {
    const failed = await handler({}, { clientContext: { ...clientContext, function: 'deny' } })?.catch(
      (error: unknown) => error,
    );

    expect(failed).to.equal(denied);
  });

  it('answers through the callback of an older runtime (C-717)', async () => {
    const answer = (name: string): Promise<readonly unknown[]> =>
      new Promise((resolve) => {
        const returned = handler({ n: 1 }, { clientContext: { ...clientContext, function: name } }, (...parts) =>
          resolve([returned, ...parts]),
        );
      });

    expect(await answer('echo')).to.deep.equal([undefined, null, { n: 1 }]);
    expect(await answer('deny')).to.deep.equal([undefined, denied]);
  });

  it('refuses an event without clientContext (C-712)', async () => {
    const failed = await handler({ n: 1 }, {})?.catch((error: unknown) => JSON.parse(String(error)));

    expect(failed).to.have.property('statusCode', 422);
    expect(failed).to.have.nested.property('errors[1].code', 'missing_required_field');
  });
});
