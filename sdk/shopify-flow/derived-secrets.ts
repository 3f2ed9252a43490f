import type { JsonValue } from '../contract.ts';
import type { HttpAction, HttpEvent, RenderHow } from '../http/http-step.ts';
import { findOutputs } from './outputs.ts';

/** A template with the text that it gave. */
export interface RenderedTemplate {
  readonly template: string;
  readonly text: string;
}

/**
 * What filters have made of secrets, such as a hash or capitals: it must be hidden as the secrets are, and cannot be told from
 * them (F-163). Where a tag reads a secret, or an output cannot be filled by itself, the whole text counts.
 */
export function* findDerivedSecrets(
  rendered: readonly RenderedTemplate[],
  data: Readonly<Record<string, JsonValue>>,
  how: RenderHow,
): Generator<HttpAction, readonly string[], HttpEvent> {
  const derived: string[] = [];
  for (const { template, text } of rendered) {
    if (!namesSecrets(template)) continue;
    const outputs = findOutputs(template).filter(({ text: inside }) => namesSecrets(inside));
    if (namesSecrets(withoutOutputs(template))) {
      derived.push(text);
      continue;
    }
    const filtered = outputs.filter(({ filters }) => filters.length > 0).map(({ text: inside }) => `{{ ${inside} }}`);
    if (filtered.length === 0) continue;
    const event = yield { kind: 'render', templates: filtered, data, how };
    if (event.kind !== 'render') throw new Error(`expected a render, got ${event.kind}`);
    derived.push(...(event.outcome.status === 'rendered' ? event.outcome.texts : [text]));
  }
  return derived;
}

function namesSecrets(template: string): boolean {
  return /\bsecrets\b/.test(template);
}

/** What tags and plain text hold. */
function withoutOutputs(template: string): string {
  return template.replace(/\{\{[^{}]*\}\}/g, '');
}
