import type { Rule } from '../rule.ts';
import { basicsRules } from './rules/basics.ts';
import { contextRules } from './rules/context.ts';
import { formsRules } from './rules/forms.ts';
import { importStepRules } from './rules/import-step.ts';
import { integratorApiRules } from './rules/integrator-api.ts';
import { loadingRules } from './rules/loading.ts';
import { namesRules } from './rules/names.ts';
import { postAggregateRules } from './rules/post-aggregate.ts';
import { postMapRules } from './rules/post-map.ts';
import { postResponseMapRules } from './rules/post-response-map.ts';
import { postSubmitRules } from './rules/post-submit.ts';
import { preMapRules } from './rules/pre-map.ts';
import { preSavePageRules } from './rules/pre-save-page.ts';
import { publishedScriptsRules } from './rules/published-scripts.ts';
import { recordProcessorsRules } from './rules/record-processors.ts';
import { recordingSourcesRules } from './rules/recording-sources.ts';
import { requestsRules } from './rules/requests.ts';
import { responseMappingRules } from './rules/response-mapping.ts';
import { restApiRules } from './rules/rest-api.ts';
import { restApiRunRules } from './rules/rest-api-runs.ts';
import { runtimeRules } from './rules/runtime.ts';
import { stackRules } from './rules/stack.ts';
import { standInRules } from './rules/stand-in.ts';
import { storedErrorsRules } from './rules/stored-errors.ts';
import { vendorCliRules } from './rules/vendor-cli.ts';
import { wrappersRules } from './rules/wrappers.ts';

/** Every rule about Celigo that hooksmith knows, in no order that means anything; ids are unique. */
export const celigoRules: readonly Rule[] = [
  ...basicsRules,
  ...contextRules,
  ...preSavePageRules,
  ...preMapRules,
  ...postMapRules,
  ...postSubmitRules,
  ...postAggregateRules,
  ...postResponseMapRules,
  ...recordProcessorsRules,
  ...requestsRules,
  ...formsRules,
  ...wrappersRules,
  ...namesRules,
  ...runtimeRules,
  ...integratorApiRules,
  ...loadingRules,
  ...importStepRules,
  ...storedErrorsRules,
  ...responseMappingRules,
  ...recordingSourcesRules,
  ...vendorCliRules,
  ...restApiRules,
  ...restApiRunRules,
  ...standInRules,
  ...stackRules,
  ...publishedScriptsRules,
];
