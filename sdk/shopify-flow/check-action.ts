import type { Issue } from '../contract.ts';
import { findUnknownFilter, hasLiquid, parseLiquid } from '../http/liquid.ts';
import { type Action, templatesOf } from './action.ts';
import { findOutputs, isVariable, type Output } from './outputs.ts';
import { isPlainHttpElsewhere } from './plain-http.ts';
import type { FlowSettings } from './settings.ts';
import { missingVariables, namedSecrets } from './template-variables.ts';

/** What an action is checked with. */
export interface ActionCheck {
  readonly action: Action;
  readonly settings: FlowSettings;
  /** JSON Pointer of the action in `setup`: empty where it is the whole. */
  readonly at: string;
  /** The data of the workflow. */
  readonly input: unknown;
  /** Variables that steps before this one fill while the workflow runs; which members they have is known only then. */
  readonly variables: readonly string[];
}

/** All that is wrong with an action, and all that is doubtful (F-164, F-171, F-176, F-178, F-191, F-200). */
export function checkAction(check: ActionCheck): readonly Issue[] {
  return [
    ...checkGeneration(check),
    ...checkTemplates(check),
    ...checkUrl(check),
    ...checkHeaders(check),
    ...checkBody(check),
  ].map((issue) => ({ ...issue, path: `${check.at}${issue.path}` }));
}

function checkGeneration({ action, settings: { generation } }: ActionCheck): readonly Issue[] {
  if (generation === '2025') return [];
  const settings = (['onClientError', 'onServerError'] as const).filter((name) => action[name] !== undefined);
  const withSecrets = templatesOf(action).filter(({ text }) => namedSecrets(text).length > 0);
  return [
    ...settings.map((name) =>
      doubt('F-103', `/${name}`, `generation ${generation} has no such setting, so it does nothing`),
    ),
    ...withSecrets.map(({ path }) =>
      doubt('F-103', path, `generation ${generation} has no secrets: this becomes an empty text`),
    ),
  ];
}

function checkTemplates({ action, settings, input, variables }: ActionCheck): readonly Issue[] {
  return templatesOf(action).flatMap(({ path, text }) => {
    const braces = findOutputs(text).some(looksLikeJson)
      ? [
          doubt(
            'F-171',
            path,
            'two braces of JSON text meet here, which Liquid takes for an output: put a space between them',
          ),
        ]
      : [];
    const parsed = parseLiquid(text);
    if (parsed.status === 'wrong') {
      const kind = settings.onTemplateError === 'fail' ? fault : doubt;
      return [...braces, kind('F-180', path, `this is no Liquid: ${parsed.message}`)];
    }
    const filter = findUnknownFilter(text);
    const missing = missingVariables(text, input, ['secrets', ...variables]);
    const kind = settings.missingVariable === 'error' ? fault : doubt;
    const becomes = settings.missingVariable === 'error' ? 'which fails the action' : 'so it becomes an empty text';
    return [
      ...braces,
      ...(filter === undefined
        ? []
        : [doubt('F-176', path, `there is no filter ${filter}: the value passes it unchanged`)]),
      ...missing.map((name) => kind('F-175', path, `the data of the run has no ${name}, ${becomes}`)),
    ];
  });
}

/** The outputs of a template that is right; what is to be said of a wrong one is said once. */
function outputsOf(text: string): readonly Output[] {
  return parseLiquid(text).status === 'wrong' ? [] : findOutputs(text);
}

/** `{{"a":` is JSON, and so is an output that holds a brace. */
function looksLikeJson({ text }: Output): boolean {
  return text.includes('{') || /^"[^"]*"\s*:/.test(text);
}

function checkUrl({ action: { url }, settings }: ActionCheck): readonly Issue[] {
  const bare = outputsOf(url).filter(
    // One at the very start is a whole address, which must not be encoded.
    (output) => output.at > 0 && isBareVariable(output) && !output.filters.includes('url_encode'),
  );
  const issues = bare.map(({ value }) =>
    doubt('F-178', '/url', `${value} stands in the URL without url_encode: a space or & in it changes the address`),
  );
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*@/i.test(url)) {
    issues.push(fault('H-224', '/url', 'the URL holds a user name or password: send them in a header instead'));
  }
  if (hasLiquid(url)) return issues;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    issues.push(fault('H-224', '/url', 'this is no URL with http: or https:'));
  } else if (settings.allowHttp !== 'always' && isPlainHttpElsewhere(url)) {
    const kind = settings.allowHttp === 'never' ? fault : doubt;
    issues.push(kind('F-191', '/url', 'plain http shows headers and body to everyone on the way: use https'));
  }
  return issues;
}

function checkHeaders({ action: { headers = [] }, settings }: ActionCheck): readonly Issue[] {
  const issues = headers.flatMap(({ key, value }, index) => {
    const found: Issue[] = [];
    if (hasLiquid(key)) {
      const says = 'Liquid works in the value of a header only';
      if (!settings.expandHeaderNames) {
        found.push(doubt('F-164', `/headers/${index}/key`, `${says}: a name with braces is not sent at all`));
      }
    } else if (!isHeaderName(key)) {
      found.push(fault('H-212', `/headers/${index}/key`, 'the name of a header holds a character that none may hold'));
    }
    if (!isHeaderValue(value)) {
      found.push(
        fault(
          'H-212',
          `/headers/${index}/value`,
          'the value holds a line break or another character that no header may hold',
        ),
      );
    }
    return found;
  });
  if (settings.maxHeaders !== null && headers.length > settings.maxHeaders) {
    issues.push(
      fault('F-194', '/headers', `there are ${headers.length} headers, and the limit is ${settings.maxHeaders}`),
    );
  }
  return issues;
}

function checkBody({ action }: ActionCheck): readonly Issue[] {
  const { method, body = '' } = action;
  if (body === '') return [];
  if (!sendsBody(action)) return [doubt('F-200', '/body', `a ${method} request is sent without its body`)];
  if (!isJsonBody(action)) return [];
  return outputsOf(body)
    .filter((output) => isBareVariable(output) && !output.filters.some((name) => bodyFilters.includes(name)))
    .map(({ value }) =>
      doubt(
        'F-178',
        '/body',
        `${value} stands in a JSON body without json: a quote or line break in it breaks the JSON`,
      ),
    );
}

/** Filters after which a value cannot break a JSON body (F-172); what gives a number is as safe. */
const bodyFilters = ['json', 'jsonify', 'url_encode', 'base64_encode', 'size', 'round', 'ceil', 'floor', 'to_integer'];

/** Whether the action sends its body (F-200). */
export function sendsBody({ method }: Pick<Action, 'method'>): boolean {
  return method !== 'Get' && method !== 'Head';
}

function isJsonBody({ headers = [], body = '' }: Action): boolean {
  const type = headers.find(({ key }) => key.toLowerCase() === 'content-type')?.value;
  return type === undefined ? /^\s*(\[|\{(?![{%]))/.test(body) : /json/i.test(type);
}

/** Secrets are the author's own texts, and stand where he puts them. */
function isBareVariable(output: Output): boolean {
  return isVariable(output) && !/^secrets\b/.test(output.value);
}

/** Whether a text can be the name of a header (RFC 9110, section 5.1). */
export function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name);
}

/** Whether a text can be the value of a header: no line break, no control character, nothing beyond Latin-1 (H-212). */
export function isHeaderValue(value: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}

function fault(rule: string, path: string, message: string): Issue {
  return { code: 'wrong-setup', rule, severity: 'error', path, message };
}

function doubt(rule: string, path: string, message: string): Issue {
  return { code: 'doubtful-setup', rule, severity: 'warning', path, message };
}
