import type { BuiltHook } from '../artefact/build-hooks.ts';
import { safeText } from '../terminal/safe-text.ts';
import type { Style } from '../terminal/style.ts';
import type { Report } from './report.ts';
import { formatTotals } from './terminal.ts';

const shownParts = 12;

/** What `hooksmith build` says of each script; `formatReport` tells the findings of a replay of the hook or step of that name. */
export function formatBuilt(
  hooks: readonly BuiltHook[],
  { style, formatReport }: { readonly style: Style; formatReport(report: Report, name: string): string },
): string {
  return hooks
    .map((hook, index) => {
      const isLast = !isOneStep(hook, hooks[index + 1]);
      const lines = [...formatHook(hook, style), ...(isLast ? formatComparison(hook, style) : [])];
      return `${lines.join('\n')}\n${isLast ? formatFindings(hook, formatReport) : ''}`;
    })
    .join('');
}

/** The scripts of a step are replayed together, so what came of that is told once, after the last of them. */
function isOneStep(hook: BuiltHook, next: BuiltHook | undefined): boolean {
  return hook.stageOf !== null && hook.stageOf.step === next?.stageOf?.step;
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
  ];
}

function formatLevel({ language }: BuiltHook): string {
  return language === null ? ', as it is' : `, for ${language.level} (${language.rule})`;
}

function formatComparison({ comparison, written, name, stageOf }: BuiltHook, style: Style): readonly string[] {
  if (comparison === null) return [style.dim('  not replayed')];
  const { differences, omitted, report } = comparison;
  const totals = formatTotals(report.totals);
  if (written) {
    const does =
      stageOf === null
        ? 'does what its source does'
        : `the step ${plain(stageOf.step)} does what it does with its sources`;
    return [style.dim(`  ${does}: ${totals}`)];
  }
  const what = stageOf === null ? 'the built script' : `the step ${stageOf.step} with its built scripts`;
  return [
    ...differences.map(({ recording, page, says }) => {
      const place = recording === null ? '' : page === null ? `${recording}: ` : `page ${page} of ${recording}: `;
      return `  ${style.red('error')} ${plain(`${place}${what} ${says}`)}`;
    }),
    ...(omitted > 0 ? [`  and ${omitted} more differences`] : []),
    `  hooksmith build ${plain(stageOf?.step ?? name)} --no-replay writes ${stageOf === null ? 'it' : 'them'} all the same.`,
  ];
}

/** The findings that source and built script have in common are those of the hook or step. */
function formatFindings(
  { comparison, name, stageOf }: BuiltHook,
  formatReport: (report: Report, name: string) => string,
): string {
  const report = comparison?.report;
  if (report === undefined || (report.errors === 0 && report.totals.unjudgedPages === 0)) return '';
  return `\n${formatReport(report, stageOf?.step ?? name)}\n`;
}

function size(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0)} KB`;
}

/** Names in one line, without what could steer a terminal. */
function plain(text: string): string {
  return safeText(text).replaceAll('\n', ' ');
}
