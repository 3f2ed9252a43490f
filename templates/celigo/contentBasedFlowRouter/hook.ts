import type { ContentBasedFlowRouter, ContentBasedFlowRouterResult } from 'hooksmith/celigo';

/** Where the messages of a partner go, by the partner's AS2 name. */
const flows: Record<string, ContentBasedFlowRouterResult> = {
  ALDERFINCH: { _flowId: '65a0000000000000000000b1', _exportId: '65a0000000000000000000f1' },
};

/** Runs when a message comes in by AS2 or VAN; names the flow that the message enters and the export in it. */
export const contentBasedFlowRouter: ContentBasedFlowRouter = ({ httpHeaders }) => {
  const partner = String(httpHeaders?.['as2-from']);
  const flow = flows[partner];
  if (!flow) throw new Error(`there is no flow for messages of ${partner}`);
  return flow;
};
