// @ts-check
// The type of contentBasedFlowRouter in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').ContentBasedFlowRouter} */
export function right(options) {
  return { _flowId: options.rawMessageBody, _exportId: 'e' };
}

/** @type {import('hooksmith/celigo').ContentBasedFlowRouter} */
export function readsWrong(options) {
  // @ts-expect-error the name is httpHeaders
  void options.headers;
  return { _flowId: options.rawMessageBody, _exportId: 'e' };
}

/** @type {import('hooksmith/celigo').ContentBasedFlowRouter} */
export function returnsWrong() {
  // @ts-expect-error the keys begin with an underscore (C-290)
  return { flowId: 'f', exportId: 'e' };
}

/** @type {import('hooksmith/celigo').ContentBasedFlowRouter} */
export function leavesOut() {
  // @ts-expect-error both ids are needed (C-290)
  return { _flowId: 'f' };
}

/** @type {import('hooksmith/celigo').ContentBasedFlowRouter} */
export function returnsNothing() {
  // @ts-expect-error nothing is returned (C-290)
  return undefined;
}
