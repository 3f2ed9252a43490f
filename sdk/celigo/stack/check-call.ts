import type { CheckedCall, KnownModules, StackError } from '../../stack-protocol.ts';

/** Most characters of a result where the call says nothing else (C-715). */
const defaultMaxResponseSize = 5 * 1024 * 1024;
const maxShownChars = 100;

/**
 * Checks the fields of a call's body (C-712): all that is wrong, in the order in which the platform's library looks.
 * A value counts as missing when it is falsy, as it does there.
 */
export function checkCall(body: unknown, known: KnownModules): CheckedCall {
  const { diy, _connectorId, type, function: name, options, maxResponseSize } = fieldsOf(body);
  const errors = [...checkModule(diy, _connectorId, known), ...checkFunction(name), ...checkOptions(options)];
  if (errors.length > 0) return { status: 'refused', errors };
  return {
    status: 'accepted',
    call: {
      connectorId: diy ? null : String(_connectorId),
      type: type ? show(type) : null,
      functionName: String(name),
      options,
      maxResponseSize:
        typeof maxResponseSize === 'number' && maxResponseSize > 0 ? maxResponseSize : defaultMaxResponseSize,
    },
  };
}

/** The error of a call whose type the module has no part for (C-712). */
export function typeNotFound(type: string): StackError {
  return { code: 'object_not_found', message: `The stack's module has no functions of the type ${show(type)}.` };
}

/** The error of a call that names no function of the module (C-712). */
export function functionNotFound(name: string): StackError {
  return { code: 'invalid_function', message: `${show(name)} is not a function of the stack's module.` };
}

function checkModule(diy: unknown, connectorId: unknown, known: KnownModules): readonly StackError[] {
  if (diy) {
    if (known.diy) return [];
    return [{ code: 'missing_required_field', message: 'The call says diy, but the stack has no module for it.' }];
  }
  if (!connectorId) {
    return [{ code: 'missing_required_field', message: 'The call says neither diy nor _connectorId; it needs one.' }];
  }
  if (typeof connectorId === 'string' && known.connectorIds.includes(connectorId)) return [];
  return [{ code: 'invalid_field', message: `The stack has no module for the _connectorId ${show(connectorId)}.` }];
}

function checkFunction(name: unknown): readonly StackError[] {
  if (!name) return [{ code: 'missing_required_field', message: 'The call lacks the field function.' }];
  if (typeof name === 'string') return [];
  return [{ code: 'invalid_field', message: `The field function must be a string, got ${show(name)}.` }];
}

function checkOptions(options: unknown): readonly StackError[] {
  return options ? [] : [{ code: 'missing_required_field', message: 'The call lacks the field options.' }];
}

function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  return isObject(body) ? body : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Only texts are shown: anything else in the place of a name may be large, or nested without end. */
function show(value: unknown): string {
  if (typeof value !== 'string') return `a value of type ${Array.isArray(value) ? 'array' : typeof value}`;
  return value.length > maxShownChars ? `${value.slice(0, maxShownChars)}…` : value;
}
