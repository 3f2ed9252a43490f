import type { StackProtocol } from '../../sdk/stack-protocol.ts';
import type { HookService, ServedCall } from './hook-service.ts';
import { type Answer, answerJson, type PartRequest, refuseWithErrors, type ServerPart } from './server-part.ts';

/** A call of a stack's function that has ended, for the log. */
export interface StackCallRecord extends Pick<ServedCall, 'status' | 'called' | 'issues' | 'console'> {
  readonly ms: number;
  /** The platform's own id of the request (C-704). */
  readonly traceId: string | undefined;
}

/** What a stack is made of. */
export interface StackSettings {
  readonly protocol: StackProtocol;
  readonly service: HookService;
  /** What the platform keeps as the stack's system token (C-702). */
  readonly systemToken: string;
  /** When a call that still runs is answered with 102 Processing for the first time, in ms (C-716). @default 270000 */
  readonly processingAfterMs?: number;
  /** Whether the server is about to end: health checks say so (C-705). */
  isClosing(): boolean;
  onCall(record: StackCallRecord): void;
}

/** The stack protocol as a part of the local server: `POST /function` and the health routes (C-701 to C-716). */
export function makeStackPart(settings: StackSettings): ServerPart {
  const { protocol, service, isClosing } = settings;
  const healthy = async (): Promise<Answer> => answerJson(200, { success: true });
  const text = (status: 200 | 400 | 503): Answer => ({
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: status === 200 ? 'OK' : status === 400 ? 'Bad Request' : 'Service Unavailable',
  });
  return {
    path: '/stack',
    token: settings.systemToken,
    findToken: (places) => protocol.findToken(places),
    maxTokenBodyBytes: protocol.maxTokenBodyBytes,
    maxBodyBytes: protocol.maxBodyBytes,
    refuse: (status) => (status === 401 ? protocol.unauthorized : refuseWithErrors(status)),
    routes: [
      { method: 'post', path: '/function', answer: (request) => answerFunction(settings, request) },
      { method: 'get', path: '/', answer: healthy },
      { method: 'get', path: '/healthCheck', answer: healthy },
      { method: 'get', path: '/livez', answer: async () => text(isClosing() ? 503 : 200) },
      { method: 'get', path: '/readyz', answer: async () => text(isClosing() ? 503 : service.isReady() ? 200 : 400) },
    ],
  };
}

async function answerFunction(
  { service, processingAfterMs = 270_000, onCall }: StackSettings,
  request: PartRequest,
): Promise<Answer | null> {
  const startedAt = performance.now();
  const stillRuns = setTimeout(request.sendProcessing, processingAfterMs);
  const { status, body, called, issues, console } = await service
    .call(request.body)
    .finally(() => clearTimeout(stillRuns));
  onCall({ status, called, issues, console, ms: performance.now() - startedAt, traceId: request.header('traceid') });
  return status === null ? null : { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body };
}
