import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** How a published script is brought into a SES compartment. */
export const loadingRules: readonly Rule[] = [
  {
    id: 'C-365',
    marks: ['observed'],
    says: 'Ordinary published scripts evaluate in a compartment once their import lines are gone; the only refusal met came from the words of a dynamic import inside a comment.',
    source: cite('measured'),
  },
  {
    id: 'C-366',
    marks: ['observed'],
    says: 'SES has two options that switch its text tests off; blanking comments and strings for the test alone is the better way.',
    source: cite('measured'),
  },
  {
    id: 'C-367',
    marks: ['observed'],
    says: 'In a fresh compartment the clock and random numbers throw, and console, timers, URL and Buffer are missing, so ordinary hooks need them endowed.',
    source: cite('measured'),
  },
  {
    id: 'C-368',
    marks: ['observed'],
    says: "A declared function does not become a property of the compartment's global, so its value is taken by an expression added after the script.",
    source: cite('measured'),
  },
  {
    id: 'C-369',
    marks: ['observed', 'assumed'],
    says: 'Published scripts assign variables that they never declare, others ask for strict mode; what the platform does is not known. Such assignments work unless `sloppyGlobals` is false, and are reported.',
    source: cite('scripts'),
    option: 'sloppyGlobals',
    default: true,
    fix: 'Declare the variable with const, let or var.',
  },
  {
    id: 'C-370',
    marks: ['observed'],
    says: 'Adding to the prototype of a built-in throws under SES, unlike on the platform.',
    source: cite('measured'),
    fix: 'Use a plain function instead of a new prototype method.',
  },
  {
    id: 'C-371',
    marks: ['observed'],
    says: 'An import from integrator-api may bind the name `exports`, which must keep that name when the line is rewritten.',
    source: cite('scripts'),
  },
  {
    id: 'C-372',
    marks: ['observed'],
    says: "Line numbers stay as they are when a script is rewritten, so that stack traces and coverage point at the author's lines.",
    source: cite('measured'),
  },
  {
    id: 'C-373',
    marks: ['observed'],
    says: 'Loading SES and locking down takes below a tenth of a second, and a fresh compartment for each page allows thousands of pages a second.',
    source: cite('measured'),
  },
];
