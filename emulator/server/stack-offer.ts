import { getStackPlatform } from '../find-stack.ts';
import { chooseAssumptions } from '../replay/assumptions.ts';
import { describeCall } from './call-log.ts';
import { loadStack, type StackEntry } from './load-stack.ts';
import type { Offer } from './offer.ts';
import { openSandboxedHooks } from './sandboxed-hooks.ts';
import { makeStackPart } from './stack-router.ts';

/** `hooksmith serve --stack`: the project's Celigo hooks as a stack, each in the sandbox. */
export const stackOffer: Offer = {
  flag: 'stack',
  says: "Serves the project's Celigo hooks as a stack (POST /stack/function).",
  assumptions: () => getStackPlatform().stack.assumptions,
  async open({ project, limits, chosen, connectorIds, makeToken, isClosing, log, style }) {
    const platform = getStackPlatform();
    const assumptions = chooseAssumptions('the stack', platform.stack.assumptions, chosen);
    const stack = await loadStack(project(), { ...limits, platform, assumptions, connectorIds });
    const service = await openSandboxedHooks(stack);
    const systemToken = makeToken();
    return {
      part: makeStackPart({
        protocol: platform.stack,
        service,
        systemToken,
        isClosing,
        onCall: (record) => log(describeCall(record, style)),
      }),
      announce: (url) => ({ url, systemToken }),
      describe: (url) => [
        `stack        ${url}`,
        `systemToken  ${systemToken}`,
        ...stack.functions.map((entry) => `function     ${describeEntry(entry)}`),
      ],
      dispose: service.dispose,
    };
  },
};

function describeEntry({ names, hooks, loaded }: StackEntry): string {
  return `${names.join(' or ')} (${hooks.join(', ')}, ${loaded.file})`;
}
