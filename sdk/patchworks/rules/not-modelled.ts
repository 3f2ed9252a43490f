/** Why hooksmith leaves some rules about Patchworks alone: one sentence for all rules that share a reason. */
export const notModelled = {
  shapes: 'Shapes other than connectors and scripts are not run, and neither is a flow of several of them.',
  map: 'A map is not run: its script is replayed with the values that a recording holds.',
  forms: 'The body of a request is a text here, so there is no form that sends files.',
  choosing: 'What a user picks on the screens of the platform is given in hooksmith.json.',
  queue: 'Only a flow retry is emulated; the queue, its priorities and its manual retries stay on the platform.',
  versions: 'Scripts are run from files; the states of their versions stay on the platform.',
  runs: 'hooksmith publishes scripts through the Core API; it neither starts nor reads runs of flows, and its stand-in runs none.',
  login: 'hooksmith does not log in: its credential is an API key, or "Bearer" and a token that was got elsewhere.',
  languages: 'hooksmith runs scripts in JavaScript and TypeScript only.',
  network: 'A sandboxed script makes no calls to the network, so there is nothing to limit.',
  building: 'How the platform builds, keeps and starts scripts, and what else it limits, does not show in a run.',
  logs: "The platform's logs and stored payloads stay on the platform; a run shows its own log.",
  console: 'Console output is shown apart from the run log in every run.',
  names: 'A warning about a name; there is nothing in it to act on.',
} as const;
