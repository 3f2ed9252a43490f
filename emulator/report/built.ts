import type { BuiltHook } from '../artefact/build-hooks.ts';
import { safeText } from '../terminal/safe-text.ts';
import type { Style } from '../terminal/style.ts';
import type { Report } from './report.ts';
import { formatTotals } from './terminal.ts';

const shownParts = 12;

/** What `hooksmith build` says of each hook; `formatReport` tells the findings of a replay. */
export function formatBuilt(
  hooks: readonly BuiltHook[],
  { style, formatReport }: { readonly style: Style; formatReport(report: Report, hook: BuiltHook): string },
): string {
  return hooks.map((hook) => `${formatHook(hook, style).join('\n')}\n${formatFindings(hook, formatReport)}`).join('');
}

function formatHook(hook: BuiltHook, style: Style): readonly string[] {
  const { out, written, contract, script, bytes, parts, notices } = hook;
  const mark = written ? style.green('✓') : style.red('✗');
  const does = written ? out : `${out} not written`;
  const others = parts.slice(1);
  const left = others.length - shownParts;
  return [
    `${mark} ${style.bold(plain(does))}  ${contract}, ${hook.function} of ${plain(script)}, ${size(bytes)}${formatLevel(hook)}`,
    ...others.slice(0, shownParts).map((part) => `  bundled ${plain(part.name)}, ${size(part.bytes)}`),
    ...(left > 0 ? [`  and ${left} more; --json names all`] : []),
    ...notices.map(
      ({ rule, message, at }) =>
        `  ${style.yellow('note')} ${rule}  ${plain(at.file)}:${at.line}:${at.column} ${plain(message)}`,
    ),
    ...formatComparison(hook, style),
  ];
}

function formatLevel({ language }: BuiltHook): string {
  return language === null ? ', as it is' : `, for ${language.level} (${language.rule})`;
}

function formatComparison({ comparison, written, name }: BuiltHook, style: Style): readonly string[] {
  if (comparison === null) return [style.dim('  not replayed')];
  const { differences, omitted, report } = comparison;
  if (written) return [style.dim(`  does what its source does: ${formatTotals(report.totals)}`)];
  return [
    ...differences.map(({ recording, page, says }) => {
      const place = recording === null ? '' : page === null ? `${recording}: ` : `page ${page} of ${recording}: `;
      return `  ${style.red('error')} ${plain(`${place}the built script ${says}`)}`;
    }),
    ...(omitted > 0 ? [`  and ${omitted} more differences`] : []),
    `  hooksmith build ${plain(name)} --no-replay writes it all the same.`,
  ];
}

/** The findings that source and built script have in common are the hook's. */
function formatFindings(hook: BuiltHook, formatReport: (report: Report, hook: BuiltHook) => string): string {
  const report = hook.comparison?.report;
  if (report === undefined || (report.errors === 0 && report.totals.unjudgedPages === 0)) return '';
  return `\n${formatReport(report, hook)}\n`;
}

function size(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0)} KB`;
}

/** Names in one line, without what could steer a terminal. */
function plain(text: string): string {
  return safeText(text).replaceAll('\n', ' ');
}
