import type { Platform } from '../platform.ts';
import { authPost } from './auth-post.ts';
import { authPre } from './auth-pre.ts';
import { mapTransform } from './map-transform.ts';
import { pagination } from './pagination.ts';
import { postRequest } from './post-request.ts';
import { preRequest } from './pre-request.ts';
import { responseScript } from './response-script.ts';
import { patchworksRules } from './rules.ts';
import { scriptShape } from './script-shape.ts';
import { har } from './sources/har.ts';

/** Patchworks. */
export const patchworks: Platform = {
  name: 'patchworks',
  title: 'Patchworks',
  hooks: [scriptShape, mapTransform, responseScript, postRequest, preRequest, authPre, authPost, pagination],
  steps: [],
  httpSteps: {
    names: ['connector'],
    load: async () => (await import('./http-steps.ts')).httpSteps,
  },
  sources: [har],
  recorders: [],
  rules: patchworksRules,
  publisher: async () => (await import('./publish/publisher.ts')).patchworksPublisher,
  standIn: async () => (await import('./stand-in/stand-in.ts')).patchworksStandIn,
};
