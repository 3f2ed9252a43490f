import { readFileSync } from 'node:fs';

/** How a built stack is served; each from a variable of the environment. */
export interface HostSettings {
  /** `SYSTEM_TOKEN`: what the platform keeps as the stack's system token. */
  readonly systemToken: string;
  /** `PORT`. @default 8080 */
  readonly port: number;
  /** `HOST`: the address to listen on. @default every address of the machine */
  readonly host: string | undefined;
  /** Content of the files that `TLS_CERT_FILE` and `TLS_KEY_FILE` name; null where something before the server ends TLS. */
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
  /** `STOP_AFTER_MS`: how long calls may go on after SIGTERM or SIGINT. @default 30000 */
  readonly stopAfterMs: number;
}

/** What a variable says cannot be meant. The message names it and never shows a token. */
export class WrongSetting extends Error {}

/** Reads the settings. Throws WrongSetting. */
export function readHostSettings(environment: NodeJS.ProcessEnv): HostSettings {
  const { SYSTEM_TOKEN = '', PORT, HOST, TLS_CERT_FILE = '', TLS_KEY_FILE = '', STOP_AFTER_MS } = environment;
  if (SYSTEM_TOKEN === '') {
    throw new WrongSetting('SYSTEM_TOKEN is not set; put there the system token that the platform shows for the stack');
  }
  if (!/^[\x21-\x7e]{8,512}$/.test(SYSTEM_TOKEN)) {
    throw new WrongSetting('SYSTEM_TOKEN cannot be a token; expected 8 to 512 visible ASCII characters');
  }
  if ((TLS_CERT_FILE === '') !== (TLS_KEY_FILE === '')) {
    throw new WrongSetting('TLS_CERT_FILE and TLS_KEY_FILE belong together; only one of them is set');
  }
  return {
    systemToken: SYSTEM_TOKEN,
    port: readNumber('PORT', PORT, { preset: 8080, most: 65_535 }),
    host: HOST === '' ? undefined : HOST,
    tls:
      TLS_CERT_FILE === ''
        ? null
        : { cert: readFile('TLS_CERT_FILE', TLS_CERT_FILE), key: readFile('TLS_KEY_FILE', TLS_KEY_FILE) },
    stopAfterMs: readNumber('STOP_AFTER_MS', STOP_AFTER_MS, { preset: 30_000, most: 600_000 }),
  };
}

function readNumber(
  name: string,
  text: string | undefined,
  { preset, most }: { readonly preset: number; readonly most: number },
): number {
  if (text === undefined || text === '') return preset;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value <= most) return value;
  throw new WrongSetting(`${name} is ${JSON.stringify(text)}; expected a whole number from 0 to ${most}`);
}

function readFile(name: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new WrongSetting(`${name} names ${path}, which cannot be read (${why})`, { cause });
  }
}
