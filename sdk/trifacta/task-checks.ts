import type { Issue } from '../contract.ts';
import { toPointer } from '../json-pointer.ts';
import { explainUrl } from './addresses.ts';
import type { TaskOptions } from './assumptions.ts';
import { explainHeader, isJson, isJsonTask, readSecret, sendsBody } from './prepare-request.ts';
import { checkReferences, type ReferenceScope } from './reference-checks.ts';
import { parseTemplate } from './reference-parser.ts';
import { refuseSecret } from './send-task.ts';
import type { PlatformSetup, RequestSetup } from './setup.ts';

/** Where and how to look at a task. */
export interface TaskCheck {
  /** JSON Pointer of the task in `setup`: `''`, `/tasks/0`. */
  readonly path: string;
  readonly scope: ReferenceScope;
  readonly options: TaskOptions;
}

/** All that is wrong or doubtful with the parameters of one task or webhook (T-112 to T-130, T-200 to T-217). */
export function checkTask(task: RequestSetup, { path, scope, options }: TaskCheck): readonly Issue[] {
  const issues: Issue[] = [];
  const error = (rule: string, keys: readonly string[], message: string): void => {
    issues.push({ code: 'wrong-setup', rule, severity: 'error', path: `${path}${toPointer(keys)}`, message });
  };
  const warn = (rule: string, keys: readonly string[], message: string): void => {
    issues.push({ code: 'doubtful-setup', rule, severity: 'warning', path: `${path}${toPointer(keys)}`, message });
  };
  const { method, url, headers = {}, body = '' } = task;

  if (!options.methods.includes(method)) {
    error('T-112', ['method'], `the method is ${JSON.stringify(method)}; expected ${options.methods.join(', ')}`);
  }
  checkUrl();
  for (const [name, value] of Object.entries(headers)) {
    const fault = explainHeader(name, value);
    if (fault !== null) error('H-212', ['headers', name], `the header cannot be sent: ${fault}`);
    issues.push(
      ...checkReferences(value, { path: `${path}${toPointer(['headers', name])}`, isJson: false, scope, options }),
    );
  }
  checkBody();
  checkSecret();
  if (task.certificates !== undefined) {
    error('T-122', ['certificates'], 'certificates of your own are not supported by the platform: remove them');
  }
  for (const name of ['inputDataset', 'outputDataset'] as const) {
    if (task[name] === undefined) continue;
    error('T-130', [name], 'a task with a dataset is not supported here: write its configuration into the task itself');
  }
  return issues;

  function checkUrl(): void {
    const references = parseTemplate(url).filter(({ kind }) => kind !== 'text');
    if (references.length > 0 && !options.renderUrl) {
      warn('T-114', ['url'], 'references are filled in header values and body only: this one is sent as it is written');
    }
    if (references.length > 0 && options.renderUrl) {
      issues.push(...checkReferences(url, { path: `${path}/url`, isJson: false, scope, options }));
      return;
    }
    const fault = explainUrl(url);
    if (fault !== null) error('H-224', ['url'], `the URL cannot be used: ${fault}`);
  }

  function checkBody(): void {
    if (!sendsBody(method)) {
      if (body !== '' && options.methods.includes(method))
        warn('T-118', ['body'], `${method} sends no body, so this one is left out`);
      return;
    }
    if (body.trim() === '') {
      warn('T-117', ['body'], 'the body is empty: write {} where the request needs none');
      return;
    }
    const looksLikeJson = isJsonTask(task) || /^\s*[{[]/.test(body);
    issues.push(...checkReferences(body, { path: `${path}/body`, isJson: looksLikeJson, scope, options }));
    const isStatic = parseTemplate(body).every(({ kind }) => kind === 'text');
    if (isStatic && isJsonTask(task) && !isJson(body)) {
      warn('T-214', ['body'], 'the body is not JSON, although Content-Type says so');
    }
  }

  function checkSecret(): void {
    const { key, isQuoted } = readSecret(task, options);
    if (isQuoted) warn('T-120', ['secretKey'], 'the secret key is in quotes: they count as a part of it');
    const fault = refuseSecret(key, options);
    if (fault !== null) error(fault.rule, ['secretKey'], fault.says);
  }
}

/** What is wrong with the settings of the whole platform (T-230, T-232). */
export function checkPlatform(
  { allowedUrlRegexes = [] }: PlatformSetup,
  { webhooksEnabled }: TaskOptions,
): readonly Issue[] {
  const issues = allowedUrlRegexes.flatMap((source, index): readonly Issue[] =>
    isRegex(source) ? [] : [wrong('T-232', `/platform/allowedUrlRegexes/${index}`, 'this is no regular expression')],
  );
  return webhooksEnabled ? issues : [...issues, wrong('T-230', '', 'webhooks are switched off on the platform')];
}

function isRegex(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}

function wrong(rule: string, path: string, message: string): Issue {
  return { code: 'wrong-setup', rule, severity: 'error', path, message };
}
