import { join, relative } from 'node:path';
import type { Command } from '../arguments.ts';
import { HooksmithError } from '../errors.ts';
import { formatWritten } from '../report/written.ts';
import { addToProject, getProject } from '../scaffold/add-to-project.ts';
import { chooseByAsking } from '../scaffold/choose-project.ts';
import { getKind, type Kind } from '../scaffold/kinds.ts';
import type { Language } from '../scaffold/template.ts';
import { askAtTerminal, isAtTerminal } from '../terminal/ask-at-terminal.ts';
import { quoteWord } from '../terminal/quote-word.ts';
import { makeStyle } from '../terminal/style.ts';

/** `hooksmith new`: adds a hook or step with its recording and its test to the project. */
export const newCommand: Command = {
  name: 'new',
  takes: '<platform>/<hook or step> <name>',
  says: 'Adds a hook or step with its recording and its test to the project.',
  flags: {
    language: { type: 'string', choices: ['ts', 'js'], says: 'Language of the hook; default: that of the project.' },
  },
  examples: [
    'hooksmith new celigo/preMap tidy-items',
    'hooksmith new patchworks/response-script order-pull --language js',
    'hooksmith new trifacta/http-task tell-warehouse',
  ],
  async run(given) {
    const [wanted, name, ...more] = given.positionals;
    if (more.length > 0) {
      throw new HooksmithError(
        'ERR_USAGE',
        `new takes a hook or step and a name, got ${given.positionals.length} arguments`,
        {
          next: ['A name has no spaces: hooksmith new celigo/preMap tidy-items'],
        },
      );
    }
    const cwd = process.cwd();
    getProject(cwd);
    const language = readLanguage(given.text('language'));
    const chosen = await choose(wanted, name);
    const { folder, paths } = await addToProject({ folder: cwd, language, ...chosen });
    const title = `${chosen.kind.platform}/${chosen.kind.name} called ${chosen.name}`;
    const shown = paths.map((path) => relative(cwd, join(folder, path)));
    const next = [`npx hooksmith replay ${quoteWord(chosen.name)}`];
    process.stdout.write(formatWritten({ title, paths: shown, next }, makeStyle(process.stdout)));
    return 0;
  },
};

async function choose(
  wanted: string | undefined,
  name: string | undefined,
): Promise<{ readonly kind: Kind; readonly name: string }> {
  const kind = wanted === undefined ? undefined : await getKind(wanted);
  if (kind !== undefined && name !== undefined) return { kind, name };
  if (isAtTerminal()) {
    // The language is that of the project.
    const wishes = { platform: kind?.platform, hook: kind?.name, name, language: 'ts' };
    return askAtTerminal((asker) => chooseByAsking(wishes, asker));
  }
  const example = kind === undefined ? 'celigo/preMap' : `${kind.platform}/${kind.name}`;
  throw new HooksmithError('ERR_USAGE', `new needs ${kind === undefined ? 'a hook or step and a name' : 'a name'}`, {
    next: [`hooksmith new ${example} tidy-items`],
  });
}

function readLanguage(language: string | undefined): Language | undefined {
  return language === 'ts' || language === 'js' ? language : undefined;
}
