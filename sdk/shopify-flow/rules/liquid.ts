import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** How Liquid fills the fields of the action. */
export const liquidRules: readonly Rule[] = [
  {
    id: 'F-170',
    marks: ['documented'],
    says: 'Spaces and line breaks in a field count: they are sent as they stand.',
    source: cite('text2022'),
  },
  {
    id: 'F-171',
    marks: ['documented'],
    says: '`{{` and `}}` stand for output and nothing else, so braces of JSON or GraphQL text must not meet them.',
    source: cite('text2022'),
    fix: 'Put a space between two braces of JSON text.',
  },
  {
    id: 'F-172',
    marks: ['documented'],
    says: 'The filter `url_encode` is meant for parts of a URL, `json` or `url_encode` for parts of a body; the receiver decodes them.',
    source: cite('liquidPost'),
  },
  {
    id: 'F-173',
    marks: ['observed'],
    says: 'The filter `json` writes the quotes of a text itself.',
    source: cite('liquidjs'),
    fix: 'Write no quotes around an output that ends in `| json`.',
  },
  {
    id: 'F-174',
    marks: ['observed'],
    says: 'A name may hold hyphens: `secrets.api-key`.',
    source: cite('liquidjs'),
  },
  {
    id: 'F-175',
    marks: ['observed', 'assumed'],
    says: 'A variable that is not there becomes an empty text; that Flow does as liquidjs does is our choice.',
    source: cite('liquidjs', 'own'),
    option: 'missingVariable',
    default: 'empty',
  },
  {
    id: 'F-176',
    marks: ['observed'],
    says: 'A filter that is not known lets the value pass unchanged, without a word; hooksmith warns of it.',
    source: cite('liquidjs'),
    fix: 'Mend the name of the filter.',
  },
  {
    id: 'F-177',
    marks: ['observed'],
    says: 'A template cannot reach `constructor` or anything else that a value does not have itself.',
    source: cite('liquidjs'),
  },
  {
    id: 'F-178',
    marks: ['own design'],
    says: 'A variable in a URL without `url_encode`, and one in a JSON body without `json`, gives a warning: an order note with a quote breaks the request.',
    source: cite('own'),
    fix: 'Add `| url_encode` in a URL and `| json` in a JSON body.',
  },
  {
    id: 'F-179',
    marks: ['assumed'],
    says: 'The fields are taken to be filled once, before the first attempt, so that every retry sends the same bytes.',
    source: cite('own'),
    option: 'renderOnce',
    default: true,
  },
  {
    id: 'F-180',
    marks: ['assumed'],
    says: 'Liquid that is wrong is taken to fail the action before anything is sent; with `onTemplateError` "literal" the text is sent as it is written.',
    source: cite('own'),
    option: 'onTemplateError',
    default: 'fail',
    fix: 'Mend the template at the place that the message names.',
  },
];
