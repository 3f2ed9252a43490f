import type { Compared } from '../publish/compare.ts';
import { diffLines } from '../publish/show-diff.ts';
import { safeText } from '../terminal/safe-text.ts';
import type { Style } from '../terminal/style.ts';

const says: Readonly<Record<Compared['standing'], string>> = {
  same: 'the same here and on the platform',
  here: 'changed here since it was pulled or published last',
  there: 'changed on the platform since it was pulled or published last',
  both: 'changed here and on the platform',
  new: 'not on the platform',
  unknown: 'on the platform, and never pulled from there',
};

/** What `diff` and `publish` show of one hook or step: how it stands, its users, the lines that differ, the changes. */
export function formatCompared(compared: Compared, style: Style): readonly string[] {
  const { prepared, remote, plan, standing, base } = compared;
  const { name, wanted } = prepared;
  const isSame = standing === 'same' && plan.status === 'done';
  const mark = isSame ? style.green('=') : style.yellow('≠');
  const changes = plan.status === 'change' ? plan.writes : [];
  return [
    `${mark} ${style.bold(safeText(name))}  ${wanted.contract}  ${standing === 'same' && !isSame ? 'the content is the same, not what calls it' : says[standing]}`,
    ...remote.notes.map((note) => `  ${style.dim(oneLine(note))}`),
    ...(standing === 'both' && base !== null
      ? indent(
          diffLines(
            { title: 'as last pulled or published', text: base },
            { title: 'on the platform', text: remote.content ?? '' },
            style,
          ),
        )
      : []),
    ...(remote.content === null
      ? []
      : indent(
          diffLines({ title: 'on the platform', text: remote.content }, { title: 'here', text: wanted.content }, style),
        )),
    ...changes.map((write) => `  ${style.cyan('to do')} ${oneLine(write.says)}`),
    ...(plan.status === 'refused' ? [`  ${style.yellow('held back')} ${oneLine(plan.refusal.message)}`] : []),
    ...(plan.status === 'wait' ? [`  ${style.cyan('to do')} wait: ${oneLine(plan.says)}`] : []),
  ];
}

/** The same as data. */
export function toJson({ prepared, remote, plan, standing }: Compared): object {
  return {
    name: prepared.name,
    contract: prepared.wanted.contract,
    standing,
    here: prepared.sha256,
    notes: remote.notes,
    changes: plan.status === 'change' ? plan.writes.map((write) => write.says) : [],
    refused: plan.status === 'refused' ? plan.refusal.message : null,
  };
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

function oneLine(text: string): string {
  return safeText(text).replaceAll('\n', ' ');
}
