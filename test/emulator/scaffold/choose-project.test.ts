import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { chooseByAsking } from '../../../emulator/scaffold/choose-project.ts';
import { openAsker } from '../../../emulator/terminal/asker.ts';

describe('the questions of hooksmith init', () => {
  async function answer(
    typed: string,
    wishes: Parameters<typeof chooseByAsking>[0] = {},
  ): Promise<{ readonly chosen: string; readonly shown: string }> {
    const input = new PassThrough();
    const output = new PassThrough();
    const asker = openAsker({ input, output, onQuit: () => undefined });
    input.write(typed);
    const { kind, name, language } = await chooseByAsking(wishes, asker);
    asker.close();
    return { chosen: `${kind.platform}/${kind.name} ${name} ${language}`, shown: String(output.read()) };
  }

  it('take a number, a name, or nothing for what is usual', async () => {
    expect((await answer('2\nPagination\n\njs\n')).chosen).to.equal('patchworks/pagination pagination js');
    expect((await answer('\n\n\n\n')).chosen).to.equal('celigo/postSubmit post-submit ts');
  });

  it('are asked again after an answer that is none, and say why', async () => {
    const { chosen, shown } = await answer('9\n3\nplan\na b\nnightly\n\n');

    expect(chosen).to.equal('trifacta/plan nightly ts');
    expect(shown).to.include('answer with a number from 1 to 4, or a name of the list');
    expect(shown).to.include('a name is letters, digits, dots, dashes and underscores');
  });

  it('are left out where a flag has answered them', async () => {
    const { chosen, shown } = await answer('tidy\n', { platform: 'celigo', hook: 'preMap', language: 'js' });

    expect(chosen).to.equal('celigo/preMap tidy js');
    expect(shown).to.equal('Name (pre-map): ');
  });
});
