import type { Rule } from '../rule.ts';
import { backOffRules } from './rules/back-off.ts';
import { basicsRules } from './rules/basics.ts';
import { clientRules } from './rules/client.ts';
import { deliveryRules } from './rules/delivery.ts';
import { librariesRules } from './rules/libraries.ts';
import { networkRules } from './rules/network.ts';
import { receivingRules } from './rules/receiving.ts';
import { senderRules } from './rules/senders.ts';
import { signatureRules } from './rules/signatures.ts';
import { vectorRules } from './rules/vectors.ts';

/** Every rule about HTTP steps and webhook signatures that is no platform's own; ids are unique. */
export const httpRules: readonly Rule[] = [
  ...signatureRules,
  ...senderRules,
  ...vectorRules,
  ...basicsRules,
  ...clientRules,
  ...networkRules,
  ...backOffRules,
  ...receivingRules,
  ...librariesRules,
  ...deliveryRules,
];
