import type { Rule } from '../rule.ts';
import { authenticationRules } from './rules/authentication.ts';
import { connectorRules } from './rules/connector.ts';
import { coreApiRules } from './rules/core-api.ts';
import { coreApiRunRules } from './rules/core-api-runs.ts';
import { endpointRules } from './rules/endpoints.ts';
import { handlerRules } from './rules/handler.ts';
import { inputRules } from './rules/input.ts';
import { kindsRules } from './rules/kinds.ts';
import { limitsRules } from './rules/limits.ts';
import { queueRules } from './rules/queue.ts';
import { responseCodeRules } from './rules/response-code.ts';
import { resultRules } from './rules/result.ts';
import { shapeRules } from './rules/shapes.ts';
import { standInRules } from './rules/stand-in.ts';
import { versionRules } from './rules/versions.ts';

/** Every rule about Patchworks that hooksmith knows, in no order that means anything; ids are unique. */
export const patchworksRules: readonly Rule[] = [
  ...handlerRules,
  ...inputRules,
  ...resultRules,
  ...kindsRules,
  ...shapeRules,
  ...endpointRules,
  ...authenticationRules,
  ...responseCodeRules,
  ...connectorRules,
  ...queueRules,
  ...limitsRules,
  ...versionRules,
  ...coreApiRules,
  ...coreApiRunRules,
  ...standInRules,
];
