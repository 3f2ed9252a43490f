import type { SignatureProfileName } from '../../../sdk/http/signatures/profiles.ts';

/** A message with its published, or worked out, signature. */
export interface SignatureVector {
  readonly rule: string;
  readonly profile: SignatureProfileName;
  readonly secret: string;
  readonly nowMs: number;
  readonly id: string;
  readonly body: string;
  /** The value of the profile's header. */
  readonly value: string;
}

const order = '{"orderId":"NB-1007","status":"ready"}';
const done = '{"text":"Your job has completed."}';
const secret = 'northbeam-demo-key';
const nowMs = 1_767_225_600_000;

/** W-130 to W-140. */
export const signatureVectors: readonly SignatureVector[] = [
  {
    rule: 'W-130',
    profile: 'github',
    secret: "It's a Secret to Everybody",
    nowMs,
    id: '',
    body: 'Hello, World!',
    value: 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
  },
  {
    rule: 'W-131',
    profile: 'standard-webhooks',
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    nowMs: 1_614_265_330_000,
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    body: '{"test": 2432232314}',
    value: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
  {
    rule: 'W-132',
    profile: 'stripe',
    secret: 's3cret',
    nowMs: 1_614_265_330_999,
    id: '',
    body: done,
    value: 't=1614265330,v1=cd489eddbb409f75cae772f862b44ffa943ead61a1ea2907b2089da1a72aa70d',
  },
  {
    rule: 'W-133',
    profile: 'trifacta',
    secret: 's3cret',
    nowMs: 1_568_818_215_724,
    id: '',
    body: done,
    value: 't=1568818215724,sha256=e9c5448c608da8053d1784b76e88b2b75053e0048e4bddf16f7b27f57c5fd2cc',
  },
  {
    // The sample of Slack's guide on verifying requests.
    rule: 'W-134',
    profile: 'slack',
    secret: '8f742231b10e8888abcd99yyyzzz85a5',
    nowMs: 1_531_420_618_000,
    id: '',
    body: 'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
    value: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  },
  {
    rule: 'W-135',
    profile: 'trifacta',
    secret,
    nowMs,
    id: '',
    body: order,
    value: 't=1767225600000,sha256=86122a40f0eb8991872aa0bc05b80c5011b662f8551b617e557923123e3b9ffd',
  },
  {
    rule: 'W-136',
    profile: 'trifacta',
    secret: `"${secret}"`,
    nowMs,
    id: '',
    body: order,
    value: 't=1767225600000,sha256=54f363a515ae19f7a1e43e462b7d3560b0063ac41a1aa667ce6ae328f459289f',
  },
  {
    rule: 'W-137',
    profile: 'stripe',
    secret,
    nowMs,
    id: '',
    body: order,
    value: 't=1767225600,v1=52a1de982d39927c1e5f44b5d589ec0c6c952b5b41708c9e1f31cf589d890e3e',
  },
  {
    rule: 'W-138',
    profile: 'github',
    secret,
    nowMs,
    id: '',
    body: order,
    value: 'sha256=2e369eaa5602a8e437ab7e4201a9de19dccd7536ebd5c11dba5bd7f1091c99a8',
  },
  {
    rule: 'W-139',
    profile: 'slack',
    secret,
    nowMs,
    id: '',
    body: order,
    value: 'v0=799f1c4e18816dc1e54bec22dd3d36d7369ed7472d05ced3b7c08c1e76ae4860',
  },
  {
    rule: 'W-140',
    profile: 'standard-webhooks',
    secret: 'whsec_bm9ydGhiZWFtLWRlbW8ta2V5LTI0Ynl0',
    nowMs,
    id: 'msg_demo0001',
    body: order,
    value: 'v1,0BEI1ljPQa3QFw7NT+JO5RcStfOhA6TLSAiP3DO4/Rs=',
  },
];
