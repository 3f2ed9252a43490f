import { HooksmithError } from '../errors.ts';

/** Names of devices that Windows gives to no file, whatever the ending. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

const longest = 100;

/** What is wrong with the name of a hook or step, which also names its files; undefined for a good one. */
export function judgeName(name: string): string | undefined {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
    return 'a name is letters, digits, dots, dashes and underscores and begins with a letter or digit';
  }
  if (name.length > longest) return `a name has at most ${longest} characters, this one has ${name.length}`;
  if (name.endsWith('.')) return 'a name that ends with a dot is no file name on Windows';
  if (devices.test(name)) return 'Windows keeps this name for a device';
  return undefined;
}

/** Throws ERR_USAGE for a name that hook or step cannot have. */
export function checkName(name: string): void {
  const wrong = judgeName(name);
  if (wrong === undefined) return;
  throw new HooksmithError('ERR_USAGE', `${JSON.stringify(name)} cannot be the name of a hook or step: ${wrong}`, {
    next: ['Choose one such as order-ids: files and tests are called by it.'],
  });
}

/** The platform's spelling as file names have it: `postSubmit` becomes `post-submit`. */
export function toFileName(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}
