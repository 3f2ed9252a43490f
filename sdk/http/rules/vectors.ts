import type { Mark, Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

const order = '{"orderId":"NB-1007","status":"ready"}';
const done = '{"text":"Your job has completed."}';

/** Messages with their signatures, to check a verifier of your own with. */
export const vectorRules: readonly Rule[] = [
  vector({
    id: 'W-130',
    marks: ['documented'],
    says: "github: the key `It's a Secret to Everybody` and the body `Hello, World!` give sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17.",
    source: cite('github'),
  }),
  vector({
    id: 'W-131',
    marks: ['documented'],
    says: 'standard-webhooks: the secret whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, the id msg_p5jXN8AQM9LWM0D4loKWxJek, the time 1614265330 and the body `{"test": 2432232314}` give v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=.',
    source: cite('standard'),
  }),
  vector({
    id: 'W-132',
    says: `stripe: the secret s3cret, the time 1614265330 and the body \`${done}\` give t=1614265330,v1=cd489eddbb409f75cae772f862b44ffa943ead61a1ea2907b2089da1a72aa70d.`,
  }),
  vector({
    id: 'W-133',
    says: `trifacta, in the layout of W-110: the secret s3cret, the time 1568818215724 and the body \`${done}\` give t=1568818215724,sha256=e9c5448c608da8053d1784b76e88b2b75053e0048e4bddf16f7b27f57c5fd2cc.`,
  }),
  vector({
    id: 'W-134',
    marks: ['documented'],
    says: "slack: the sample in Slack's own guide has a signature that begins v0=a2114d57; key, time and body stand there.",
    source: cite('slackGuide'),
  }),
  vector({
    id: 'W-135',
    says: `trifacta, in the layout of W-110: the secret northbeam-demo-key, the time 1767225600000 and the body \`${order}\` give t=1767225600000,sha256=86122a40f0eb8991872aa0bc05b80c5011b662f8551b617e557923123e3b9ffd.`,
  }),
  vector({
    id: 'W-136',
    says: 'trifacta: as W-135 with the secret in double quotes, which belong to it (T-120): t=1767225600000,sha256=54f363a515ae19f7a1e43e462b7d3560b0063ac41a1aa667ce6ae328f459289f.',
    fix: 'Enter the secret without quotes.',
  }),
  vector({
    id: 'W-137',
    says: 'stripe: secret and body of W-135 at 1767225600 give t=1767225600,v1=52a1de982d39927c1e5f44b5d589ec0c6c952b5b41708c9e1f31cf589d890e3e.',
  }),
  vector({
    id: 'W-138',
    says: 'github: secret and body of W-135 give sha256=2e369eaa5602a8e437ab7e4201a9de19dccd7536ebd5c11dba5bd7f1091c99a8.',
  }),
  vector({
    id: 'W-139',
    says: 'slack: secret and body of W-135 at 1767225600 give v0=799f1c4e18816dc1e54bec22dd3d36d7369ed7472d05ced3b7c08c1e76ae4860.',
  }),
  vector({
    id: 'W-140',
    says: 'standard-webhooks: the secret whsec_bm9ydGhiZWFtLWRlbW8ta2V5LTI0Ynl0, the id msg_demo0001, the time 1767225600 and the body of W-135 give v1,0BEI1ljPQa3QFw7NT+JO5RcStfOhA6TLSAiP3DO4/Rs=.',
  }),
  vector({
    id: 'W-150',
    says: 'A verifier accepts W-137 a minute later, also beside an old signature. It says mismatch for another body or secret, stale 301 seconds later, malformed for a header without a time, and missing-header for none.',
  }),
];

/** The others were worked out with the published scheme. */
function vector({
  id,
  marks = ['own design'],
  says,
  source = cite('own'),
  fix,
}: {
  readonly id: string;
  readonly marks?: readonly [Mark];
  readonly says: string;
  readonly source?: string;
  readonly fix?: string;
}): Rule {
  return { id, marks, says, source, ...(fix === undefined ? {} : { fix }) };
}
