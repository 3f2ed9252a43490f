import type { Arguments } from '../arguments.ts';
import type { Project } from '../project/load.ts';

/** What is left to publish after what a person must paste was printed. */
export interface PastesPrinted {
  /** Names that were given and have an API. */
  readonly rest: readonly string[];
  readonly onlyPasted: boolean;
}

/** Prints what a person must paste where, of those names whose platform has no API. */
export async function printPastes(given: Arguments, _project: Project): Promise<PastesPrinted> {
  return { rest: given.positionals, onlyPasted: false };
}
