import { SourceMap } from 'node:module';
import { expect } from 'chai';
import fc from 'fast-check';
import { editText, type MappedText, mapToItself } from '../../../emulator/artefact/mapped-text.ts';
import { decodeMappings, encodeMappings } from '../../../emulator/artefact/mappings.ts';

describe('a text with its source map', () => {
  const text = 'one two\nthree four\n';
  const words = [...text.matchAll(/\w+/g)].map(({ index }) => index);
  const given: MappedText = { text, map: mapToItself('words.txt', text, words) };

  it('leads each place to the same place while it is as it was', () => {
    expect(originOf(given, 'four')).to.deep.equal([1, 6]);
  });

  it('leads to the old places after lines were put before it and words were replaced', () => {
    const edited = editText(given, [
      { start: 4, end: 7, text: 'TWO AND\nMORE' },
      { start: 0, end: 0, text: '// first\n// second\n' },
    ]);

    expect(edited.text).to.equal('// first\n// second\none TWO AND\nMORE\nthree four\n');
    expect(originOf(edited, 'one')).to.deep.equal([0, 0]);
    expect(originOf(edited, 'TWO')).to.deep.equal([0, 4]);
    expect(originOf(edited, 'four')).to.deep.equal([1, 6]);
  });

  it('knows nothing any more of what was taken away', () => {
    const edited = editText(given, [{ start: 0, end: 8, text: '' }]);

    expect(edited.text).to.equal('three four\n');
    expect(originOf(edited, 'three')).to.deep.equal([1, 0]);
    expect(decodeMappings(edited.map.mappings)).to.have.length(2);
  });

  it('counts lines by every line end of JavaScript', () => {
    const odd = 'a\u2028b\r\nc\rd';
    const map = mapToItself('odd.js', odd, [0, 2, 5, 7]);

    expect(decodeMappings(map.mappings).map(({ line }) => line)).to.deep.equal([0, 1, 2, 3]);
  });
});

describe('mappings of a source map', () => {
  const place = fc.record({
    line: fc.nat({ max: 40 }),
    column: fc.nat({ max: 100_000 }),
    origin: fc.oneof(
      fc.constant([]),
      fc.array(fc.nat({ max: 2 ** 30 - 1 }), { minLength: 3, maxLength: 4 }).filter(({ length }) => length !== 2),
    ),
  });

  it('are read as they were written, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(place), (places) => {
        const segments = places.toSorted((a, b) => a.line - b.line || a.column - b.column);
        expect(decodeMappings(encodeMappings(segments))).to.deep.equal(segments);
      }),
    );
  });

  it('are understood by Node', () => {
    const map = new SourceMap({
      version: 3,
      file: 'out.js',
      sources: ['in.ts'],
      sourcesContent: ['x'],
      names: [],
      sourceRoot: '',
      mappings: encodeMappings([{ line: 2, column: 70_000, origin: [0, 1_000, 5] }]),
    });

    const entry = map.findEntry(2, 70_001);
    expect(entry).to.include({ originalSource: 'in.ts', originalLine: 1_000, originalColumn: 5 });
  });

  it('that hold a foreign character are refused', () => {
    expect(() => decodeMappings('AA!A')).to.throw('"!" among its mappings');
  });
});

/** Line and column, both from 0, that a word of the text is led to. */
function originOf({ text, map }: MappedText, word: string): readonly unknown[] {
  const before = text.slice(0, text.indexOf(word)).split('\n');
  const payload = { ...map, file: '', sources: [...map.sources], sourcesContent: [text], names: [], sourceRoot: '' };
  const entry = new SourceMap(payload).findEntry(before.length - 1, before.at(-1)?.length ?? 0);
  return 'originalLine' in entry ? [entry.originalLine, entry.originalColumn] : [];
}
