import { type Static, Type } from 'typebox';
import type { Contract } from '../contract.ts';

/** The result of connectorInstaller and integrationInstaller, as far as it is known (C-302). */
export const InstallerResult = Type.Object(
  {
    /** Whether it went well. */
    success: Type.Boolean({ rule: 'C-302' }),
    /** Steps that are to be updated. */
    stepsToUpdate: Type.Optional(Type.Array(Type.Unknown(), { rule: 'C-302' })),
  },
  { rule: 'C-302' },
);
/** What connectorInstaller and integrationInstaller call back with, as far as it is known (C-302). */
export type InstallerResult = Static<typeof InstallerResult>;

/** Results of installers; they run as tests. */
export const installerExamples: Contract['examples']['output'] = [
  { shows: 'a call that went well', value: { success: true, stepsToUpdate: [] } },
  { shows: 'a call that did not', value: { success: false } },
  {
    shows: 'another step that is to be updated',
    value: { success: true, stepsToUpdate: [{ name: 'Connect the shop' }] },
  },
];

/** Results that an installer's schema refuses. */
export const installerAntiExamples: Contract['antiExamples']['output'] = [
  { shows: 'true for "done" (C-302)', path: '', value: true },
  { shows: 'success as text', path: '/success', value: { success: 'true' } },
  { shows: 'steps as an object', path: '/stepsToUpdate', value: { success: true, stepsToUpdate: {} } },
  { shows: 'no result at all: undefined arrives as null', path: '', value: null },
];
