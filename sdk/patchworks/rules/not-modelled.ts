/** Why hooksmith leaves some rules about Patchworks alone: one sentence for all rules that share a reason. */
export const notModelled = {
  step: 'The response script is replayed alone; requests, retries, pages and routes of its connector are not part of this version.',
  kinds: 'Of all kinds of script only response scripts are replayed in this version.',
  languages: 'hooksmith runs scripts in JavaScript and TypeScript only.',
  network: 'A sandboxed script makes no calls to the network, so there is nothing to limit.',
  building: 'How the platform builds, keeps and starts scripts, and what else it limits, does not show in a replay.',
  logs: "The platform's logs and stored payloads stay on the platform; a replay shows the console of every page.",
  names: 'A warning about a name; there is nothing in it to act on.',
} as const;
