// The type of contentBasedFlowRouter in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { ContentBasedFlowRouter } from 'hooksmith/celigo';

export const right: ContentBasedFlowRouter = (options) => ({ _flowId: options.rawMessageBody, _exportId: 'e' });

export const readsWrong: ContentBasedFlowRouter = (options) => {
  // @ts-expect-error the name is httpHeaders
  void options.headers;
  return { _flowId: options.rawMessageBody, _exportId: 'e' };
};

// @ts-expect-error the keys begin with an underscore (C-290)
export const returnsWrong: ContentBasedFlowRouter = () => ({ flowId: 'f', exportId: 'e' });

// @ts-expect-error both ids are needed (C-290)
export const leavesOut: ContentBasedFlowRouter = () => ({ _flowId: 'f' });

// @ts-expect-error nothing is returned (C-290)
export const returnsNothing: ContentBasedFlowRouter = () => undefined;
