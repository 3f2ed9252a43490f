/** Why hooksmith leaves some rules about HTTP alone: one sentence for all rules that share a reason. */
export const notModelled = {
  packages: 'It is why hooksmith uses a library or does without; nothing in it can be set or broken.',
  sender: 'hooksmith sends as the platforms that it models do; this one is named for comparison.',
  receiver: 'Advice to whoever runs a sending service; a step that runs here has nothing to take from it.',
  utility: 'Another tool, named for comparison; hooksmith serve --receiver works without the internet.',
} as const;
