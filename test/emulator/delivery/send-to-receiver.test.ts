import { expect } from 'chai';
import { thisMachine } from '../../../emulator/delivery/address-guard.ts';
import { makeVirtualClock } from '../../../emulator/delivery/run-clock.ts';
import { send } from '../../../emulator/delivery/send.ts';
import { type OpenReceiver, openReceiver } from '../../../emulator/server/receiver.ts';
import { type AddressRules, anyAddress, type ExchangeOutcome } from '../../../sdk/http/exchange.ts';

/** What came of one exchange, in a word: a status, the kind of a failure, or the rule of a refusal. */
function nameOutcome(outcome: ExchangeOutcome): number | string {
  if (outcome.kind === 'response') return outcome.response.status;
  return outcome.kind === 'failure' ? outcome.failure.type : outcome.rule;
}

describe('send, to a receiver', () => {
  let receiver: OpenReceiver;
  afterEach(() => receiver.close());

  async function sendTo(
    url: string,
    { rules = {} }: { readonly rules?: Partial<AddressRules> } = {},
  ): Promise<number | string> {
    const outcome = await send(
      {
        request: { method: 'POST', url, headers: [], body: '{}' },
        limits: { timeoutMs: 30_000, timeoutScope: 'total', maxResponseBytes: 1_000_000 },
        verifyTls: true,
        addresses: { ...anyAddress, ...rules },
      },
      { clock: makeVirtualClock({ startMs: 0, deadlineMs: 500 }), network: thisMachine },
    );
    return nameOutcome(outcome);
  }

  it('tells every way of answering from the others (H-240, H-209 to H-211)', async () => {
    const answers = [
      '204',
      '302 location=/x',
      '600',
      'size=2000000',
      'reset',
      'close',
      'garbage',
      'cut size=9',
      'stall',
      'silent',
    ];
    receiver = await openReceiver({ answers: answers.join(',') });
    const seen: (number | string)[] = [];
    for (const _ of answers) seen.push(await sendTo(receiver.url));

    expect(seen).to.deep.equal([
      204,
      302,
      600,
      'max-size',
      'reset',
      'reset',
      'malformed',
      'reset',
      'timeout',
      'timeout',
    ]);
  });

  it('uses a connection for one exchange only (H-107)', async () => {
    receiver = await openReceiver({});
    await sendTo(receiver.url);
    await sendTo(receiver.url);
    const connections = receiver
      .requests()
      .map(({ headers }) => headers.find(({ name }) => /^connection$/i.test(name))?.value);

    expect(connections).to.deep.equal(['close', 'close']);
  });

  it('looks at URLs first, then at scheme and credentials, then at the address, then at what the name leads to (H-225)', async () => {
    receiver = await openReceiver({});
    const forbiddenIps = ['127.0.0.0/8', '::1'];
    const named = receiver.url.replace('127.0.0.1', 'localhost');

    const seen = [
      await sendTo('ftp://user:word@169.254.169.254/', { rules: { allowedUrlRegexes: ['^https:'], forbiddenIps } }),
      await sendTo('http://user:word@169.254.169.254/', { rules: { allowedUrlRegexes: ['^http:'], forbiddenIps } }),
      await sendTo('http://169.254.169.254/', { rules: { forbiddenIps: ['169.254.169.254'] } }),
      await sendTo(receiver.url, { rules: { forbiddenIps } }),
      await sendTo(named, { rules: { forbiddenIps } }),
      await sendTo(named),
    ];

    expect(seen).to.deep.equal(['T-232', 'H-224', 'H-222', 'T-231', 'T-231', 200]);
    expect(receiver.requests()).to.have.lengthOf(1);
  });
});
