import type { Assumptions } from '../../contract.ts';
import type { StackHosting } from '../../stack-protocol.ts';
import { defineStack, type StackModule } from './define-stack.ts';
import { answerStackCall } from './host-stack.ts';
import { makeLambdaHandler } from './lambda.ts';
import type { StackBehaviour } from './protocol.ts';
import { celigoStack } from './stack-protocol.ts';

/** Hosting of Celigo's stacks: on a server of one's own (C-701 to C-716), and on AWS Lambda (C-717). */
export const hosting: StackHosting = {
  protocol: celigoStack,
  open(module, assumptions) {
    const stack = defineStack(module as StackModule);
    return (body) => answerStackCall(stack, body, behaviourOf(assumptions));
  },
  makeLambda: (module, assumptions) => makeLambdaHandler(defineStack(module as StackModule), behaviourOf(assumptions)),
};

/** The assumptions have the names and the values of `StackBehaviour`. */
function behaviourOf({ stackThrow, stackValidationStatus }: Assumptions): StackBehaviour {
  return {
    ...(stackThrow === undefined ? {} : { stackThrow: stackThrow as NonNullable<StackBehaviour['stackThrow']> }),
    ...(stackValidationStatus === undefined ? {} : { stackValidationStatus: Number(stackValidationStatus) }),
  };
}
