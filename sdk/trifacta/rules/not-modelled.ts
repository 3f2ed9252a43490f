/** Why hooksmith leaves some rules about Trifacta alone: one sentence for all rules that share a reason. */
export const notModelled = {
  screens: 'It is about the screens of the platform, and hooksmith has none of them.',
  workspace: 'It is set up in the workspace of the platform, where hooksmith changes nothing.',
  receiver: 'It is about the receiver of the request, which hooksmith does not configure.',
  routes: 'Plans are described in hooksmith.json and run here; hooksmith starts none on the platform.',
  copies: 'hooksmith neither copies, exports nor imports flows.',
} as const;
