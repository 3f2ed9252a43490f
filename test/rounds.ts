/** How often a test with made-up input is to try: the usual number, and fifty times that in `npm run torture`. */
export function times(usual: number): number {
  return process.env['HOOKSMITH_TORTURE'] === undefined ? usual : usual * 50;
}
