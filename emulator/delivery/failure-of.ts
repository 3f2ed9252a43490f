import type { ExchangeFailure, ExchangeLimits } from '../../sdk/http/exchange.ts';

/** The body of a response has more bytes than it may have. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
  readonly most: number;

  constructor(most: number) {
    super(`the body has more than ${most} bytes`);
    this.most = most;
  }
}

/** What a thrown error of the HTTP client means (H-209 to H-213). */
export function failureOf(
  error: unknown,
  { timeoutMs, part }: Pick<ExchangeLimits, 'timeoutMs'> & { readonly part: 'headers' | 'body' },
): ExchangeFailure {
  if (error instanceof TooLarge) return { type: 'max-size', code: null, message: error.message };
  if (!(error instanceof Error)) return { type: 'other', code: null, message: String(error) };
  if (error.name === 'AbortError') {
    const what = part === 'headers' ? 'no response' : 'headers came, but not the whole body';
    return { type: 'timeout', code: null, message: `${what} within ${timeoutMs} ms` };
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const message = error.message.replace(/^request to \S+ failed, reason: /, '').slice(0, 300);
  return { type: code === null ? 'other' : typeOf(code), code, message };
}

/** A failure as one sentence. */
export function explainFailure({ type, code, message }: ExchangeFailure): string {
  if (type === 'refused') return `nothing listens there (${code})`;
  return code === null || message.includes(code) ? message : `${message} (${code})`;
}

function typeOf(code: string): ExchangeFailure['type'] {
  if (code === 'ECONNREFUSED') return 'refused';
  if (resetCodes.has(code)) return 'reset';
  if (dnsCodes.has(code)) return 'dns';
  if (code.startsWith('HPE_')) return 'malformed';
  if (tlsCode.test(code)) return 'tls';
  if (code === 'ETIMEDOUT') return 'timeout';
  return 'other';
}

const resetCodes: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNABORTED']);
const dnsCodes: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_FAIL', 'ENODATA']);
const tlsCode =
  /^(?:ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERROR_IN_CERT|HOSTNAME_MISMATCH|INVALID_CA|CRL_)/;
