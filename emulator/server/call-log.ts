import { safeText } from '../terminal/safe-text.ts';
import type { Style } from '../terminal/style.ts';
import type { RefusedFor } from './guard.ts';
import type { ServedIssue } from './hook-service.ts';
import type { ReceivedRequest } from './received.ts';
import type { StackCallRecord } from './stack-router.ts';
import type { StandInRecord } from './stand-in-part.ts';

const maxShownChars = 100;

/**
 * One line for a call of the stack: function, status, time, the platform's trace id, and what is wrong with the function. Then
 * what the function printed, if anything. Never options, tokens or results: those are the author's to print.
 */
export function describeCall({ called, status, ms, traceId, issues, console }: StackCallRecord, style: Style): string {
  const name = called === null ? '-' : `${called.type === null ? '' : `${called.type} `}${called.name}`;
  const parts = [
    style.bold(shorten(name)),
    paintStatus(status, style),
    `${Math.round(ms)} ms`,
    ...(traceId === undefined ? [] : [`trace ${shorten(traceId)}`]),
    ...issues.map((issue) => describeIssue(issue, style)),
  ];
  const lines = (console?.lines ?? []).map(([level, text]) => `  ${style.dim(level)} ${safeText(text)}`);
  const omitted = console === null || console.omitted === 0 ? [] : [`  … ${console.omitted} more lines`];
  return `${[parts.join('  '), ...lines, ...omitted].join('\n')}\n`;
}

/** One line for a request that a receiver got: method, path, how it is answered, and why its signature does not hold. */
export function describeReceipt({ n, method, url, body, answer, verification }: ReceivedRequest, style: Style): string {
  const signature =
    verification === null
      ? []
      : verification.ok
        ? [style.green('signature holds')]
        : [style.red(`${verification.reason} W-107: ${safeText(verification.says)}`)];
  const path = url.split('?')[0] ?? '';
  const parts = [
    `#${n}`,
    style.bold(`${shorten(method)} ${shorten(path)}`),
    `${body.length} bytes`,
    `-> ${shorten(answer)}`,
  ];
  return `${[...parts, ...signature].join('  ')}\n`;
}

/** One line for a request that a stand-in got: method, path, status, and what was done to it. Never queries, which may hold tokens. */
export function describeStandInCall(
  name: string,
  { method, path, status, fault }: StandInRecord,
  style: Style,
): string {
  const parts = [
    name,
    style.bold(`${shorten(method)} ${shorten(path)}`),
    paintStatus(status, style),
    ...(fault === null ? [] : [style.dim(`(fault: ${shorten(fault)})`)]),
  ];
  return `${parts.join('  ')}\n`;
}

/** One line for a request that reached no function. */
export function describeRefusal(status: number, why: RefusedFor, style: Style): string {
  return `${style.bold('refused')}  ${paintStatus(status, style)}  ${reasons[why]}\n`;
}

const reasons: Readonly<Record<RefusedFor, string>> = {
  host: 'the Host header names another server (R-302)',
  origin: 'the Origin header names another server (R-303)',
  'fetch-site': 'a page of another site sent it (R-305)',
  token: 'the token is missing or wrong (R-301)',
  type: 'the body is not application/json in UTF-8',
  size: 'the body is too large (C-701)',
  body: 'the body cannot be unpacked',
  path: 'there is no such route',
};

function describeIssue({ code, rule, message, severity, at }: ServedIssue, style: Style): string {
  const where = at === null ? '' : ` (${at.file}:${at.line}:${at.column})`;
  const text = `${code} ${rule}: ${safeText(message).replaceAll(/\s+/g, ' ')}${where}`;
  return severity === 'error' ? style.red(text) : style.yellow(text);
}

function paintStatus(status: number | null, style: Style): string {
  if (status === null) return style.red('no answer');
  return status < 400 ? style.green(`${status}`) : style.red(`${status}`);
}

/** Names and trace ids come from outside: no line breaks, no control characters, no novels. */
function shorten(text: string): string {
  const line = safeText(text).replaceAll(/[\n\t]/g, ' ');
  return line.length > maxShownChars ? `${line.slice(0, maxShownChars)}…` : line;
}
