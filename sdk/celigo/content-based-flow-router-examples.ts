import type { Contract } from '../contract.ts';

const rawMessageBody = 'ISA*00*          *00*          *ZZ*ALDERFINCH~ST*850*0001~';

/** Examples of contentBasedFlowRouter's schemas; they run as tests. */
export const contentBasedFlowRouterExamples: Contract['examples'] = {
  input: [
    {
      shows: 'a message by AS2',
      value: {
        httpHeaders: { 'as2-from': 'ALDERFINCH', 'as2-to': 'NORTHQUAY' },
        mimeHeaders: { 'content-type': 'application/edi-x12' },
        rawMessageBody,
      },
    },
    { shows: 'a message without headers', value: { httpHeaders: {}, mimeHeaders: {}, rawMessageBody } },
    { shows: 'nothing but the message', value: { rawMessageBody: '' } },
  ],
  output: [
    {
      shows: 'the flow and its export',
      value: { _flowId: '65a0000000000000000000b1', _exportId: '65a0000000000000000000f1' },
    },
    { shows: 'null, as a published script has it (C-291)', value: null },
    {
      shows: 'own fields beside them, which stay open',
      value: { _flowId: '65a0000000000000000000b1', _exportId: '65a0000000000000000000f1', partner: 'ALDERFINCH' },
    },
  ],
};

/** Values that contentBasedFlowRouter's schemas refuse, with the place that the refusal names. */
export const contentBasedFlowRouterAntiExamples: Contract['antiExamples'] = {
  input: [
    { shows: 'no message (C-290)', path: '', value: { httpHeaders: {}, mimeHeaders: {} } },
    { shows: 'a message that was parsed', path: '/rawMessageBody', value: { rawMessageBody: {} } },
    { shows: 'headers as text', path: '/httpHeaders', value: { httpHeaders: 'as2-from: A', rawMessageBody } },
  ],
  output: [
    { shows: 'the id of a flow alone', path: '', value: '65a0000000000000000000b1' },
    { shows: 'a list', path: '', value: [{ _flowId: '65a0000000000000000000b1' }] },
    { shows: 'false for no flow', path: '', value: false },
  ],
};
