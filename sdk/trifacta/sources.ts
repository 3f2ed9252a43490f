import { citeFrom } from '../cite.ts';

const help = 'https://help.alteryx.com';
const old = 'https://docs.trifacta.com';

/** Where rules about Trifacta come from, under short names for the rule tables. */
const sources = {
  task: `${old}/display/SSP/Create+HTTP+Task; ${help}/smc/r87/en/common-tasks/project-management-tasks/create-a-plan/create-http-task.html`,
  taskNew: `${help}/aac/zh-CHS/plans/plan-tasks/create-a-plan/create-http-task.html`,
  view: `${help}/smc/r104/en/platform/plans/plan-view-page/plan-view-for-http-tasks.html; ${old}/display/DP/Plan+View+for+HTTP+Tasks`,
  cloud: `${help}/aac/en/plans/plan-tasks/http-task.html; ${help}/orchestrator/en/plan-tasks/http-task.html`,
  webhook: `${help}/smc/r104/en/trifacta-application/common-tasks/operationalization-tasks/create-flow-webhook-task.html; https://cloud.google.com/dataprep/docs/html/Create-Flow-Webhook-Task_158401127`,
  config: `${old}/display/r071/Configure+Webhooks; ${help}/smc/r104/en/configure/configure-features/configure-webhooks.html`,
  meta: `${help}/aac/ja/orchestrator/build-plans/plans-metadata-references.html; https://help.trifacta.com/en/articles/5148142-plan-metadata-references`,
  plan: `${help}/Dataprep/en/platform/plans/plan-tasks/create-a-plan.html; ${help}/aac/en/plans/run-plans.html; ${help}/smc/r92/en/reference/ui-reference/plans-page/plan-view-page/plan-run-details-page.html`,
  api: `generated client of the Alteryx Analytics Cloud API, specification v2025.23.2; ${help}/smc/r97/en/developer/api-reference/api-tasks/api-task---run-job.html`,
  own: 'a choice of hooksmith, no source',
} as const;

/** Names the sources of a rule as one text. */
export const cite = citeFrom(sources);
