import type { Program } from 'acorn';
import type { SourcePosition } from '../../../sdk/contract.ts';
import { walk } from './syntax-tree.ts';

const mostLoops = 20;

/**
 * Finds the loops of the author's own files that need not end: `while`, `do … while` and `for (;;)`, with or without a
 * condition, in the order of the text. A loop over a collection ends by itself. At most 20.
 */
export function findLoops(ast: Program, at: (offset: number) => SourcePosition | null): readonly SourcePosition[] {
  const loops: SourcePosition[] = [];
  walk(ast, ({ type, start }) => {
    if (type !== 'WhileStatement' && type !== 'DoWhileStatement' && type !== 'ForStatement') return true;
    const place = loops.length < mostLoops ? at(start) : null;
    if (place !== null) loops.push(place);
    return loops.length < mostLoops;
  });
  return loops;
}
