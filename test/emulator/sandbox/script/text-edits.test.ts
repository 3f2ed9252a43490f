import { expect } from 'chai';
import fc from 'fast-check';
import { indexLines } from '../../../../emulator/sandbox/script/line-index.ts';
import { applyEdits, type TextEdit } from '../../../../emulator/sandbox/script/text-edits.ts';
import { times } from '../../../rounds.ts';

describe('applyEdits', () => {
  it('leads every character that stayed back to itself', () => {
    const edit = fc.record({ keep: fc.string(), drop: fc.string(), put: fc.string() });

    fc.assert(
      fc.property(fc.array(edit, { maxLength: 6 }), fc.string(), (parts, rest) => {
        const edits: TextEdit[] = [];
        let old = '';
        for (const { keep, drop, put } of parts) {
          old += keep;
          edits.push({ start: old.length, end: old.length + drop.length, text: put });
          old += drop;
        }
        old += rest;
        const edited = applyEdits(old, edits);

        expect(edited.text).to.equal(parts.map(({ keep, put }) => keep + put).join('') + rest);
        let at = 0;
        let oldAt = 0;
        for (const { keep, drop, put } of parts) {
          for (let index = 0; index < keep.length; index += 1) {
            expect(edited.originalOffset(at + index)).to.equal(oldAt + index);
          }
          at += keep.length + put.length;
          oldAt += keep.length + drop.length;
        }
        for (let index = 0; index < rest.length; index += 1) {
          expect(edited.originalOffset(at + index)).to.equal(oldAt + index);
        }
      }),
      { numRuns: times(200) },
    );
  });

  it('gives null for what was put before or behind the text', () => {
    const edited = applyEdits('ab', [
      { start: 0, end: 0, text: '(' },
      { start: 2, end: 2, text: ')' },
    ]);

    expect([0, 1, 2, 3, 4].map((offset) => edited.originalOffset(offset))).to.deep.equal([null, 0, 1, null, null]);
  });
});

describe('indexLines', () => {
  it('counts lines by every line end of JavaScript', () => {
    const lines = indexLines('a\nb\r\nc\rd\u2028e\u2029f');

    expect([0, 2, 5, 7, 9, 11].map((offset) => lines.positionAt(offset))).to.deep.equal(
      [1, 2, 3, 4, 5, 6].map((line) => ({ line, column: 1 })),
    );
    expect(lines.offsetAt(3, 1)).to.equal(5);
    expect([lines.lineText(2), lines.lineText(6), lines.lineText(7)]).to.deep.equal(['b', 'f', undefined]);
  });
});
