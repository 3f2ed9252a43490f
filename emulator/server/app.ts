import type { RequestListener } from 'node:http';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { bodyOf, guardApi, guardPart, guardReceiving, type OnRefused, type ServerNames, sendAnswer } from './guard.ts';
import type { Route, ServerPart } from './server-part.ts';

/** What an app needs beside its parts. */
export interface AppSettings {
  readonly names: ServerNames;
  readonly onRefused: OnRefused;
  /** Hears of our own faults; the client hears of a status only. */
  onFault(error: unknown): void;
}

/**
 * Puts parts under one roof: each below its path, with its guard in front of all its routes. The last part may have an empty
 * path and then guards whatever the others leave over.
 */
export function makeApp(parts: readonly ServerPart[], { names, onRefused, onFault }: AppSettings): RequestListener {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  for (const part of parts) {
    const router = express.Router({ caseSensitive: true, strict: true });
    for (const route of part.routes) router[route.method](route.path, carryOut(route, onFault, part));
    const notFound: RequestHandler = (_request, response) => {
      onRefused(404, 'path');
      sendAnswer(response, part.refuse(404));
    };
    const failed: ErrorRequestHandler = (error, _request, response, _next) => {
      onFault(error);
      fail(response, part);
    };
    const guards = [
      guardReceiving(part, names, onRefused),
      guardApi(part, names, onRefused),
      guardPart(part, names, onRefused),
    ];
    app.use(part.path === '' ? '/' : part.path, guards, router, notFound, failed);
  }
  return app;
}

function carryOut(route: Route, onFault: AppSettings['onFault'], part: ServerPart): RequestHandler {
  return async (request, response) => {
    try {
      const answer = await route.answer({
        body: bodyOf(request),
        header: (name) => firstHeader(request, name),
        sendProcessing: () => sendProcessing(request, response),
      });
      if (answer === null) request.socket.destroy();
      else if (!response.destroyed) sendAnswer(response, answer);
    } catch (error) {
      onFault(error);
      fail(response, part);
    }
  };
}

function firstHeader(request: Request, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : value?.[0];
}

/** HTTP/1.0 knows no interim answers. */
function sendProcessing(request: Request, response: Response): void {
  if (request.httpVersion !== '1.0' && !response.headersSent && !response.destroyed) response.writeProcessing();
}

function fail(response: Response, part: ServerPart): void {
  if (response.headersSent) response.destroy();
  else sendAnswer(response, part.refuse(500));
}
