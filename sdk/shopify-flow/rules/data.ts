import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** What later steps see of the response, and secrets. */
export const dataRules: readonly Rule[] = [
  {
    id: 'F-150',
    marks: ['documented'],
    says: 'The variable `sendHttpRequest` holds the response; that of the second action in a workflow is `sendHttpRequest1`, then 2, and so on. Nobody can rename it.',
    source: cite('current'),
  },
  {
    id: 'F-151',
    marks: ['documented'],
    says: 'Its `body` is text; a Run code step makes data of it with `JSON.parse`.',
    source: cite('current', 'changelog'),
    fix: 'Parse the body in a step of its own before you read fields of it.',
  },
  {
    id: 'F-152',
    marks: ['unknown'],
    says: 'Beside `body`, the names in the variable are not publicly documented; our choice is `status` (also as `statusCode`) and `headers` with names in lower case.',
    source: cite('own'),
    option: 'responseMembers',
    default: ['body', 'status', 'statusCode', 'headers'],
  },
  {
    id: 'F-153',
    marks: ['assumed'],
    says: 'After Ignore the variable is taken to hold the response that was an error; not publicly documented, our choice.',
    source: cite('own'),
    option: 'ignoreFillsVariable',
    default: true,
  },
  {
    id: 'F-154',
    marks: ['documented'],
    says: 'A Run code step gets its input from a GraphQL query over the data of the workflow, which has no `edges` and no `nodes`.',
    source: cite('runCode'),
    notModelled: 'hooksmith parses a body as a Run code step would, and runs no code of such steps.',
  },
  {
    id: 'F-155',
    marks: ['assumed'],
    says: 'A 3xx is taken to fill the variable like any other success; not publicly documented, our choice.',
    source: cite('own'),
    option: 'redirectFillsVariable',
    default: true,
  },
  {
    id: 'F-160',
    marks: ['documented'],
    says: 'Secrets are kept in the settings of Flow, each with a handle, a value and a description.',
    source: cite('current'),
  },
  {
    id: 'F-161',
    marks: ['documented'],
    says: 'The URL, the values of headers and the body name a secret as `{{secrets.handle}}`.',
    source: cite('current'),
  },
  {
    id: 'F-162',
    marks: ['documented'],
    says: 'Secrets are stored encrypted and never shown as they are.',
    source: cite('changelog'),
  },
  {
    id: 'F-163',
    marks: ['assumed'],
    says: 'hooksmith hides the value of a secret in all that it prints and writes, also encoded for URLs, escaped for JSON and in base64; which forms there are to hide is our choice, and all are hidden always.',
    source: cite('own'),
    option: 'redactForms',
    default: ['raw', 'url', 'json', 'base64'],
  },
  {
    id: 'F-164',
    marks: ['documented', 'assumed'],
    says: 'Liquid and secrets work in the value of a header; in its name they are taken to stay as they are written.',
    source: cite('current', 'own'),
    option: 'expandHeaderNames',
    default: false,
    fix: 'Write the name of the header out, and use Liquid in its value.',
  },
  {
    id: 'F-165',
    marks: ['assumed'],
    says: 'A handle that names no secret is taken for a fault of the configuration: nothing is sent.',
    source: cite('own'),
    option: 'unknownSecret',
    default: 'error',
    fix: 'Give the secret a value, or mend its handle.',
  },
];
