import { parentPort } from 'node:worker_threads';
import type { RenderOutcome } from '../../sdk/http/http-step.ts';
import { renderLiquid } from '../../sdk/http/liquid.ts';
import type { RenderJob } from './render-templates.ts';

/** The thread of `renderTemplates`: one job after the other, each answered by its outcome. */
parentPort?.on('message', (job: RenderJob) => parentPort?.postMessage(render(job)));

function render({ templates, data, how, maxChars }: RenderJob): RenderOutcome {
  const outcome = renderLiquid(templates, data, how);
  if (outcome.status === 'failed') return outcome;
  let chars = 0;
  for (const [template, text] of outcome.texts.entries()) {
    chars += text.length;
    if (chars > maxChars) return { status: 'failed', template, message: `makes more than ${maxChars} characters` };
  }
  return outcome;
}
