/** Why hooksmith leaves some rules about Celigo alone: one sentence for all rules that share a reason. */
export const notModelled = {
  environments: 'A stand-in is one account; serve another one with another folder for its state.',
  standInRuns: 'The stand-in keeps what it is told and runs no flow, export or import, so it answers 404 here.',
  unknownAnswer: 'Nobody has documented what the answer looks like, so the stand-in answers 404 here.',
  unknownRoute: 'Nobody has documented the route, so the stand-in does not have it.',
  privateRoute: "The route belongs to the vendor's own pages; replay the hook instead.",
  attachment:
    'hooksmith reads no configuration of exports, imports and flows; check on the platform where the hook is attached.',
  suiteScript:
    'These hooks run inside NetSuite, against an API that hooksmith does not have; test them in a NetSuite sandbox.',
  routing:
    'A pipeline is one step, so no record is led from step to step; look at the branches that the function returns.',
  wrapperRuns: 'Each recorded call of a wrapper is judged alone, so nothing counts how often an answer comes again.',
  jobs: 'hooksmith replays pages and starts no jobs, so there is no job that could have a state.',
  sizes: 'Such sizes are set on the platform; a recording holds the pages as they came.',
  errorDesk: 'hooksmith keeps no list of errors to sort or to retry; that is done on the platform.',
  logs: "The platform's logs stay on the platform; a replay shows the console of every page.",
  account: 'hooksmith calls no account; save what the platform answers, and record from the file.',
  cli: "hooksmith does not drive the vendor's command-line tool; it reads what the tool printed, from a file.",
  people: 'A finding about people and their tools; there is nothing in it to act on.',
} as const;
