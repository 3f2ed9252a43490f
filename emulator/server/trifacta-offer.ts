import { jobGroupAssumptions } from '../../sdk/trifacta/job-groups.ts';
import { chooseAssumptions } from '../replay/assumptions.ts';
import type { Offer } from './offer.ts';
import { makeTrifactaPart } from './trifacta-router.ts';

/** `hooksmith serve --trifacta`: a stand-in for the one route of Trifacta's API that HTTP tasks call. */
export const trifactaOffer: Offer = {
  flag: 'trifacta',
  says: "Stands in for Trifacta's API: POST /v4/jobGroups, which starts the next job (T-257).",
  assumptions: () => jobGroupAssumptions,
  async open({ chosen, makeToken, log, style }) {
    const token = makeToken();
    return {
      part: makeTrifactaPart({
        token,
        assumptions: chooseAssumptions('the stand-in for Trifacta', jobGroupAssumptions, chosen),
        now: () => Date.now(),
        onCall: (status) => log(`${style.bold('jobGroups')}  ${status}\n`),
      }),
      announce: (url) => ({ url, token }),
      describe: (url) => [`trifacta     ${url}`, `token        ${token}`],
      dispose: () => undefined,
    };
  },
};
