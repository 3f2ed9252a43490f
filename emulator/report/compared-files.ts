import type { ComparedFile } from '../publish/compare-files.ts';
import { diffLines } from '../publish/show-diff.ts';
import { safeText } from '../terminal/safe-text.ts';
import type { Style } from '../terminal/style.ts';

const says: Readonly<Record<ComparedFile['standing'], string>> = {
  same: 'the same here and on the platform',
  here: 'changed here since it was pulled',
  there: 'changed on the platform since it was pulled',
  both: 'changed here and on the platform',
  new: 'not on the platform any more',
  unknown: 'never pulled as a whole',
  gone: 'not here any more',
};

/** What `diff` shows of a script that no hook names. */
export function formatComparedFile({ file, standing, here, there }: ComparedFile, style: Style): readonly string[] {
  const lines =
    standing === 'gone' || standing === 'new'
      ? []
      : diffLines({ title: 'on the platform', text: there }, { title: 'here', text: here }, style);
  return [`${style.yellow('≠')} ${style.bold(safeText(file))}  ${says[standing]}`, ...lines.map((line) => `  ${line}`)];
}
