import type { Assumptions, Issue } from '../contract.ts';
import { isJsonObject } from '../json-object.ts';
import { checkAction } from './check-action.ts';
import { readSettings } from './settings.ts';
import { nameSteps, type WorkflowSetup } from './workflow-setup.ts';

/** All that is wrong with a workflow, and all that is doubtful: its actions, and what its steps read. */
export function checkWorkflow(
  { steps, generation }: WorkflowSetup,
  { input, assumptions }: { readonly input: unknown; readonly assumptions: Assumptions },
): readonly Issue[] {
  const variables: string[] = [];
  return nameSteps(steps).flatMap(({ step, name }, index) => {
    if (name === null) return [];
    const at = `/steps/${index}`;
    const issues =
      step.kind === 'sendHttpRequest'
        ? checkAction({
            action: step,
            settings: readSettings(assumptions, step, generation),
            at,
            input,
            variables: [...variables],
          })
        : step.kind === 'parse'
          ? checkParse(step, {
              at,
              variables,
              input,
              hasVariable: readSettings(assumptions, {}, generation).generation === '2025',
            })
          : [];
    variables.push(name);
    return issues;
  });
}

function checkParse(
  step: { readonly from: string; readonly as: string },
  given: {
    readonly at: string;
    readonly variables: readonly string[];
    readonly input: unknown;
    readonly hasVariable: boolean;
  },
): readonly Issue[] {
  const issues: Issue[] = [];
  const fault = (rule: string, key: string, message: string): void => {
    issues.push({ code: 'wrong-setup', rule, severity: 'error', path: `${given.at}/${key}`, message });
  };
  if (!given.hasVariable) {
    fault('F-103', 'from', 'an older generation has no variable with the response, so there is nothing to parse');
  } else if (!given.variables.includes(step.from)) {
    fault(
      'F-150',
      'from',
      `no action before this step fills ${step.from}: the first fills sendHttpRequest, the next sendHttpRequest1`,
    );
  }
  const taken = [...given.variables, 'secrets', ...(isJsonObject(given.input) ? Object.keys(given.input) : [])];
  if (taken.includes(step.as) || /^sendHttpRequest\d*$/.test(step.as)) {
    fault('F-151', 'as', `${step.as} is taken: choose a name that neither the data nor another step has`);
  }
  return issues;
}
