import { expect } from 'chai';
import fc from 'fast-check';
import { celigo } from '../../../../sdk/celigo/platform.ts';
import { findContract, findRule, platforms } from '../../../../sdk/platforms.ts';
import { SourceError } from '../../../../sdk/recording-source.ts';
import { listOptions } from '../../../../sdk/rule.ts';
import { times } from '../../../rounds.ts';
import { readWith } from './source-files.ts';

describe('the recording sources of all platforms', () => {
  const everyPlatform = Object.values(platforms);
  const sources = everyPlatform.flatMap((platform) => platform.sources.map((source) => ({ platform, source })));
  const recorders = everyPlatform.flatMap((platform) => platform.recorders.map((recorder) => ({ platform, recorder })));

  it('have names of their own, which begin with that of the platform', () => {
    const named = [
      ...sources.map(({ platform, source }) => [platform.name, source.name] as const),
      ...recorders.map(({ platform, recorder }) => [platform.name, recorder.name] as const),
    ];

    expect(new Set(named.map(([, name]) => name)).size).to.equal(named.length);
    for (const [platform, name] of named) {
      // A HAR file is nobody's own.
      if (name !== 'har') expect(name).to.match(new RegExp(`^${platform}-[a-z]+$`));
    }
  });

  for (const { name, assumptions, rule } of [
    ...sources.map(({ source }) => source),
    ...recorders.map(({ recorder }) => recorder),
  ]) {
    it(`${name} takes names and defaults of its assumptions from the rules that it cites`, () => {
      expect(findRule(rule), rule).not.to.equal(undefined);
      for (const [option, { choices, default: preset, rule: cited }] of Object.entries(assumptions)) {
        const known = findRule(cited);
        expect(known, `${option}: ${cited}`).not.to.equal(undefined);
        const options = Object.fromEntries(known === undefined ? [] : listOptions(known));
        expect(options, cited).to.have.deep.property(option, preset);
        if (choices !== undefined) expect(choices).to.deep.include(preset);
      }
    });
  }

  it('make recordings of hooks that there is a contract for, and of steps', () => {
    const kinds = [
      ...sources.map(({ platform, source }) => ({ platform, ...source })),
      ...recorders.map(({ platform, recorder }) => ({ platform, ...recorder })),
    ].flatMap(({ platform, kinds: own }) => own.map((kind) => [platform.name, kind] as const));

    const unknown = kinds.filter(
      ([platform, kind]) => kind !== 'import' && kind !== 'export' && findContract(platform, kind) === undefined,
    );

    expect(unknown).to.deep.equal([]);
  });

  it('give a SourceError for any JSON that is not theirs, and never another', () => {
    for (const source of celigo.sources) {
      fc.assert(
        fc.property(fc.jsonValue(), fc.constantFrom(null, ...source.kinds), (value, kind) => {
          try {
            const { recordings } = readWith(source, JSON.stringify(value), { kind });
            expect(recordings.length).to.be.greaterThan(0);
          } catch (error) {
            expect(error).to.be.instanceOf(SourceError);
          }
        }),
        { numRuns: times(300) },
      );
    }
  });
});
