import { splitContractName } from '../../sdk/contract-name.ts';
import type { Paste } from '../publish/paste.ts';
import { safeText } from '../terminal/safe-text.ts';
import type { Style } from '../terminal/style.ts';
import { formatTotals } from './terminal.ts';

/**
 * What to paste where: each label in a line of its own, and below it the value to the letter, which begins at the margin so
 * that nothing is added to it.
 */
export function formatPaste({ name, title, contract, fields, report }: Paste, style: Style): string {
  const { kind: step } = splitContractName(contract);
  const replayed = report === null ? 'not replayed: it has no recording' : `replayed: ${formatTotals(report.totals)}`;
  const head = `# ${safeText(name)}: paste it into the ${step} of ${title}, which has no API for it (${replayed})`;
  const shown = fields.map(({ label, value }) => `${style.bold(`## ${safeText(label)}`)}\n${safeText(value)}`);
  return `${[style.bold(head), ...shown].join('\n\n')}\n\n`;
}
