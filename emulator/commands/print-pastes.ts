import type { Arguments } from '../arguments.ts';
import type { Project } from '../project/load.ts';
import { type Paste, preparePaste, splitPasted } from '../publish/paste.ts';
import { formatPaste } from '../report/pasted.ts';
import { exitCodeOf, type Report } from '../report/report.ts';
import { makeStyle } from '../terminal/style.ts';

/** What is left to do after what a person must paste was printed. */
export interface PastesPrinted {
  /** Names that have an API. */
  readonly published: readonly string[];
  /** What was told, as `--json` has it. */
  readonly pastes: readonly Pick<Paste, 'name' | 'contract' | 'fields'>[];
  /** Of a step that does not hold, which is not told; null where all hold. */
  readonly failed: { readonly name: string; readonly report: Report; readonly exitCode: number } | null;
}

/** Prints, of those names whose platform has no API, what a person must paste where; with `--json` it is told at the end. */
export async function printPastes(
  given: Arguments,
  project: Project,
  names: readonly string[],
): Promise<PastesPrinted> {
  const { pasted, published } = await splitPasted(project, names);
  const pastes: Paste[] = [];
  for (const name of pasted) {
    const paste = await preparePaste(project, name);
    const exitCode = paste.report === null ? 0 : exitCodeOf(paste.report);
    if (paste.report !== null && exitCode !== 0) {
      return { published, pastes: [], failed: { name, report: paste.report, exitCode } };
    }
    pastes.push(paste);
  }
  if (!given.has('json')) {
    const style = makeStyle(process.stdout);
    for (const paste of pastes) process.stdout.write(formatPaste(paste, style));
  }
  return { published, pastes: pastes.map(({ name, contract, fields }) => ({ name, contract, fields })), failed: null };
}
