import { isJsonObject, ownField } from '../../json-object.ts';
import type { PasteField, Pasting } from '../../publisher.ts';
import { namedSecrets } from '../template-variables.ts';

/** Shopify Flow has no API for workflows: what belongs into the fields of the action "Send HTTP request" (F-110 to F-115). */
export const shopifyFlowPasting: Pasting = { steps: ['send-http-request'], pasteable };

/** How the settings of the two error fields are written on the screen (F-114, F-115). */
const settingLabels: Readonly<Record<string, string>> = { retry: 'Retry', fail: 'Fail', ignore: 'Ignore' };

function pasteable({ content }: { readonly content: string }): readonly PasteField[] {
  const setup: unknown = JSON.parse(content);
  const headers = ownField(setup, 'headers');
  const fields: readonly PasteField[] = [
    ...field('HTTP method', ownField(setup, 'method')),
    ...field('URL', ownField(setup, 'url')),
    ...(Array.isArray(headers) ? headers : []).flatMap((header) =>
      field(`Headers: ${ownField(header, 'key')}`, ownField(header, 'value')),
    ),
    ...field('Body', ownField(setup, 'body')),
    ...setting('On client error (4XX response)', ownField(setup, 'onClientError')),
    ...setting('On server error (5XX or 429 response)', ownField(setup, 'onServerError')),
  ];
  return [...listSecrets(fields), ...fields];
}

/** The secrets that must be there first (F-160); their values are for whoever makes them to know. */
function listSecrets(fields: readonly PasteField[]): readonly PasteField[] {
  const handles = new Set(fields.flatMap(({ value }) => namedSecrets(value)));
  return [...handles].map((handle) => ({ label: 'Flow > Settings: a secret with the handle', value: handle }));
}

/** A field with a text; none where the setup has nothing for it. White space counts (F-170). */
function field(label: string, value: unknown): readonly PasteField[] {
  const text = toText(value);
  return text === undefined || text === '' ? [] : [{ label, value: text }];
}

/** A setting that the step does not have stays at what the screen offers (F-116). */
function setting(label: string, value: unknown): readonly PasteField[] {
  const text = typeof value === 'string' && Object.hasOwn(settingLabels, value) ? settingLabels[value] : undefined;
  return text === undefined ? [] : [{ label, value: text }];
}

/** A secret of hooksmith.json is one of the platform by the same name (F-161). */
function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const secret = isJsonObject(value) ? ownField(value, '$secret') : undefined;
  return typeof secret === 'string' ? `{{secrets.${secret}}}` : undefined;
}
