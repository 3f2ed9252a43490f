import type { JsonValue } from '../../sdk/contract.ts';
import type { RenderOutcome } from '../../sdk/http/http-step.ts';

/** Fills templates with data. */
export async function renderTemplates(_templates: readonly string[], _data: JsonValue): Promise<RenderOutcome> {
  throw new Error('templates are rendered on another branch');
}
