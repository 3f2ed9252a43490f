import { citeFrom } from '../cite.ts';

/** Where rules about Celigo come from, under short names for the rule tables. */
const sources = {
  docs: 'vendor documentation: https://docs.celigo.com/hc/en-us/articles/ and github.com/celigo/ai @082ce7f',
  stack: 'github.com/celigo/integrator-extension @b8616a1 (v0.3.12)',
  stack10: 'github.com/celigo/integrator-extension @b8616a1 README_1.0.md',
  express: 'github.com/celigo/express-integrator-extension @b053969 (v0.3.2)',
  lambda: 'github.com/celigo/lambda-integrator-extension @fcf9d9b',
  ui: 'source of the web UI, 2020 to 2023: github.com/singh-gurkawalbir/demo src/utils/scriptHookStubs.js, src/utils/hooks.js',
  api: 'https://developer.celigo.com/api/',
  apiDocs: 'github.com/celigo/integrator-api-docs @7ee8209',
  cli: 'https://developer.celigo.com/cli',
  cliNotes: 'notes of a user on the command-line tool: github.com/leyvarj/celigo-cli @5676d9b',
  copies:
    'copies of the knowledge base: wp.jjknowledgebase.com/pre-map-hook-in-celigo, wp.jjknowledgebase.com/error-troubleshooting-in-celigo',
  community: 'https://docs.celigo.com/hc/en-us/community/posts/360048131272',
  blog: 'https://www.celigo.com/blog/git-integrations-and-ci-cd-pipeline-in-celigo/',
  tools:
    'community tools: github.com/Phandal/celigo-cli, github.com/gcarbone/celigo-cli, github.com/plm0626/celigo-scripts-workspace',
  announcement: "the vendor's announcement of scripts, 2018",
  scripts: 'published scripts and recordings of Celigo users, no single one',
  notes: 'published notes of a practitioner',
  measured: 'measured with ses 2.3.0',
  own: 'a choice of hooksmith, no source',
} as const;

/** Names the sources of a rule as one text. */
export const cite = citeFrom(sources);
