import { isJsonObject } from '../../sdk/json-object.ts';
import { HooksmithError } from '../errors.ts';
import { isTooDeep } from './json-depth.ts';
import type { StandInControl } from './offer.ts';
import { type Answer, answerJson, type Route, refuseWithErrors, type ServerPart } from './server-part.ts';
import { findBearer } from './token.ts';

/** What the server itself answers. */
export interface RootSettings {
  readonly token: string;
  /** The stand-ins that are served, by their flags: what tests and demos ask of them while they run. */
  readonly standIns: Readonly<Record<string, StandInControl>>;
}

/**
 * Guards what no other part answers. `POST /faults` with `{"platform", "faults"}` replaces the faults that are to come,
 * `GET /faults` shows what is left of them (C-666); `POST /documents` with `{"platform", "collection", "id", "document"}` puts
 * a document into a stand-in, such as an error that it lists, or removes it where `document` is null.
 */
export function makeRootPart({ token, standIns }: RootSettings): ServerPart {
  return {
    path: '',
    token,
    findToken: findBearer,
    maxTokenBodyBytes: 0,
    maxBodyBytes: 1024 * 1024,
    refuse: refuseWithErrors,
    routes: Object.keys(standIns).length === 0 ? [] : makeRoutes(standIns),
  };
}

function makeRoutes(standIns: RootSettings['standIns']): readonly Route[] {
  const showFaults = (): Answer =>
    answerJson(
      200,
      Object.fromEntries(Object.entries(standIns).map(([name, control]) => [name, control.faultsLeft()])),
    );

  function post(path: string, act: (control: StandInControl, body: Body) => Promise<Answer>): Route {
    return {
      method: 'post',
      path,
      async answer(request) {
        const body = parse(request.body);
        if (body === null) return refuse(400, 'the body is no JSON object, or nests too deeply');
        const platform = typeof body['platform'] === 'string' ? body['platform'] : '';
        const control = Object.hasOwn(standIns, platform) ? standIns[platform] : undefined;
        if (control === undefined) {
          return refuse(422, `"platform" is none of those that are served: ${Object.keys(standIns).join(', ')}`);
        }
        return act(control, body);
      },
    };
  }

  return [
    { method: 'get', path: '/faults', answer: async () => showFaults() },
    post('/faults', async (control, { faults }) => {
      if (typeof faults !== 'string') return refuse(422, '"faults" is no text');
      try {
        control.setFaults(faults);
      } catch (error) {
        if (error instanceof HooksmithError) return refuse(422, [error.message, ...error.next].join(' '));
        throw error;
      }
      return showFaults();
    }),
    post('/documents', async (control, { collection, id, document }) => {
      if (typeof collection !== 'string' || !/^[A-Za-z][A-Za-z0-9-]{0,99}$/.test(collection)) {
        return refuse(422, '"collection" is no name of a collection: letters, digits and hyphens');
      }
      if (typeof id !== 'string' || id === '') return refuse(422, '"id" is no text, or empty');
      if (document !== null && !isJsonObject(document)) return refuse(422, '"document" is neither an object nor null');
      await control.put({ collection, id, document });
      return answerJson(200, { collection, id });
    }),
  ];
}

type Body = Readonly<Record<string, unknown>>;

function parse(bytes: Buffer): Body | null {
  const text = bytes.toString('utf8');
  if (isTooDeep(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

function refuse(status: number, message: string): Answer {
  return answerJson(status, { errors: [{ code: status === 400 ? 'bad_request' : 'invalid_field', message }] });
}
