import type { AnyNode, Program } from 'acorn';
import type { SourcePosition } from '../../../sdk/contract.ts';
import type { Names } from './names.ts';

/** A reason to think that the script keeps state, and the place that gives it. */
export interface Doubt {
  readonly why: string;
  readonly node: AnyNode;
}

/** What the parts of the analysis of module state look at. */
export interface Scrutiny {
  readonly ast: Program;
  readonly names: Names;
  readonly isCommonJs: boolean;
  /** The hook's name; null for `module.exports`. */
  readonly entry: string | null;
  readonly at: (offset: number) => SourcePosition | null;
}
