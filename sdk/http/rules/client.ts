import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** What the HTTP client does, and what hooksmith does about it. */
export const clientRules: readonly Rule[] = [
  {
    id: 'H-204',
    marks: ['observed'],
    says: 'The client refuses a GET or HEAD that has a body, so the body of such a request is left out; other methods may carry one.',
    source: cite('nodeFetch'),
    fix: 'Choose POST, PUT or PATCH where the receiver needs the body.',
  },
  {
    id: 'H-205',
    marks: ['observed'],
    says: 'The client adds a content type to a body that is a text and none to bytes, so bytes are sent. Beside the headers of the author it adds `accept`, `user-agent` where there is none, `accept-encoding`, and the length.',
    source: cite('nodeFetch'),
    fix: 'Set `Content-Type` among the headers; nothing adds it for you.',
  },
  {
    id: 'H-206',
    marks: ['observed'],
    says: 'Names of headers go out in lower case, several of one name stay several, and methods go out in capitals.',
    source: cite('nodeFetch'),
    fix: 'Compare names of headers without regard to case in the receiver.',
  },
  {
    id: 'H-207',
    marks: ['observed'],
    says: 'A redirect that is not followed comes back as it is, with its status, its Location and its body; so do 300 and 304.',
    source: cite('nodeFetch'),
  },
  {
    id: 'H-208',
    marks: ['observed'],
    says: 'A client that follows redirects makes a GET of a POST at a 302, repeats the body at a 307, and hands secret headers of the author to the other host. It is one more reason not to follow.',
    source: cite('nodeFetch'),
  },
  {
    id: 'H-209',
    marks: ['observed'],
    says: 'One deadline bounds the wait for the headers and the reading of the body; `timeoutScope` "headers" lets the body take longer.',
    source: cite('nodeFetch'),
    option: 'timeoutScope',
    default: 'total',
    fix: 'Answer at once and do the work afterwards.',
  },
  {
    id: 'H-210',
    marks: ['observed'],
    says: 'A connection that is refused or reset, and a name that is not found, are told apart by their codes: ECONNREFUSED, ECONNRESET, ENOTFOUND.',
    source: cite('nodeFetch'),
    fix: 'Check that the receiver runs, and its name and port.',
  },
  {
    id: 'H-211',
    marks: ['observed'],
    says: 'A body larger than the limit of the exchange ends it as `max-size`; what came until then is dropped.',
    source: cite('nodeFetch'),
    fix: 'Answer with less.',
  },
  {
    id: 'H-212',
    marks: ['observed'],
    says: 'An address with user name and password, and a header with a line break or another character that HTTP forbids, are refused before anything is sent.',
    source: cite('nodeFetch'),
    fix: 'Put credentials into a header, and keep line breaks out of header values.',
  },
  {
    id: 'H-213',
    marks: ['observed'],
    says: 'A self-signed certificate fails with the code DEPTH_ZERO_SELF_SIGNED_CERT, which the log shows.',
    source: cite('nodeFetch'),
    fix: 'Give the receiver a certificate that a public authority signed.',
  },
  {
    id: 'H-214',
    marks: ['observed', 'own design'],
    says: 'Leaving a certificate unverified concerns one exchange; all others in the same process still verify theirs.',
    source: cite('nodeFetch'),
  },
  {
    id: 'H-215',
    marks: ['observed'],
    says: 'Deadlines run on the clock of the run; a deadline on real time would not move with a virtual clock.',
    source: cite('nodeFetch'),
  },
  {
    id: 'H-216',
    marks: ['observed'],
    says: 'node-fetch 3 is a module of ES form only, and has had no commit since July 2023.',
    source: cite('packages'),
    notModelled: notModelled.packages,
  },
];
