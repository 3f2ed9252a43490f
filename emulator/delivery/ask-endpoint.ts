import type { EndpointAnswer } from '../../sdk/step.ts';

const timeoutMs = 30_000;
const maxBytes = 5 * 1024 * 1024;

/**
 * Posts one record as JSON to an endpoint on this machine. Never rejects: no connection, a time-out, a redirect and an
 * answer that is too large are answers of their own.
 */
export async function askEndpoint(url: string, record: unknown): Promise<EndpointAnswer> {
  // Loaded when it is first needed: a replay without an endpoint does not pay for the HTTP client.
  const { sendText } = await import('./send-json.ts');
  try {
    const { status, text } = await sendText({ url: new URL(url), method: 'POST', body: record, timeoutMs, maxBytes });
    return { status, body: text };
  } catch (error) {
    return {
      status: 'unreachable',
      code: 'unreachable',
      message: error instanceof Error ? error.message : String(error),
    };
  }
}
