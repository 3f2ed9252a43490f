import type { StackProtocol } from '../../stack-protocol.ts';
import { checkCall, functionNotFound, typeNotFound } from './check-call.ts';
import { checkText, notSerializable } from './check-result.ts';
import { toStackCall } from './forms.ts';
import { stackAssumptions, unauthorizedAnswer } from './protocol.ts';
import { toStackError } from './stack-error.ts';
import { partOfType, stackTypeOf } from './stack-types.ts';
import { findStackToken } from './token.ts';

/** Celigo's stack protocol (C-701 to C-716). */
export const celigoStack: StackProtocol = {
  assumptions: stackAssumptions,
  readBehaviour: ({ stackThrow, stackValidationStatus }) => ({
    thrownStatus: stackThrow === 'crash' ? null : Number(stackThrow),
    refusedStatus: Number(stackValidationStatus),
  }),
  rules: { callback: 'C-004', calledBack: 'C-710', threw: 'C-711', plain: 'C-714', size: 'C-715', hosted: 'C-718' },
  // C-701; C-702 says nothing of a size, and a body is read whole before its token is known.
  maxBodyBytes: 50 * 1024 * 1024,
  maxTokenBodyBytes: 1024 * 1024,
  findToken: findStackToken,
  unauthorized: unauthorizedAnswer,
  typeOf: stackTypeOf,
  partOf: partOfType,
  checkCall,
  typeNotFound,
  functionNotFound,
  toCall: toStackCall,
  failedStatus: 422,
  toError: toStackError,
  checkText,
  notSerializable,
};
