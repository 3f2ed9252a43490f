import { type Static, Type } from 'typebox';

const TextByName = Type.Record(Type.String(), Type.String());

/** The endpoint that a connector calls. `{{name}}` stands for an authentication variable, `[[meta.key]]` for metadata (P-208). */
export const EndpointSetup = Type.Object(
  {
    /** For logs and notes. @default 'the endpoint' */
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    /** HTTP method, such as `GET`. */
    method: Type.String({ pattern: '^[A-Za-z]{1,20}$' }),
    /** Complete address of the first request. */
    url: Type.String({ minLength: 1 }),
    /** Headers by name. @default none */
    headers: Type.Optional(TextByName),
    /** Body of the request, as text. @default the payload where the connector sends, none where it receives */
    body: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    /** Where in the body of a response the wanted part is: `data.orders`, `items.0` (P-530). @default the whole body */
    dataPath: Type.Optional(Type.String()),
    /** How the next page is found. @default `script` where one is attached, else `none` */
    pagination: Type.Optional(
      Type.Union([
        Type.Object(
          {
            /** There is one page only. */
            kind: Type.Literal('none'),
          },
          { additionalProperties: false },
        ),
        Type.Object(
          {
            /** The address of the next page is in the body. */
            kind: Type.Literal('next-url'),
            /** Where it is there, as in `dataPath`. */
            path: Type.String(),
          },
          { additionalProperties: false },
        ),
        Type.Object(
          {
            /** The script at the place `pagination` finds it (P-460). */
            kind: Type.Literal('script'),
          },
          { additionalProperties: false },
        ),
      ]),
    ),
  },
  { additionalProperties: false },
);

/** How the connector authenticates before its first request, and again on code 4 (P-505). */
export const AuthenticationSetup = Type.Object(
  {
    /** The request that authenticates. @default none: the variables are all there is */
    request: Type.Optional(
      Type.Object(
        {
          /** HTTP method, such as `POST`. */
          method: Type.String({ pattern: '^[A-Za-z]{1,20}$' }),
          /** Complete address. */
          url: Type.String({ minLength: 1 }),
          /** Headers by name. @default none */
          headers: Type.Optional(TextByName),
          /** Body, as text. @default none */
          body: Type.Optional(Type.Union([Type.String(), Type.Null()])),
        },
        { additionalProperties: false },
      ),
    ),
    /** Authentication variables by name (P-204). */
    variables: Type.Optional(TextByName),
    /** Where in the response the token is, as in `dataPath`; a post-request script gives it otherwise (P-482). */
    token: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);

/** A version that is pinned at a place (P-803). */
export const PinSetup = Type.Object(
  {
    /** The version that the platform runs there. */
    version: Type.Integer({ minimum: 1 }),
    /** The version that the local file was published as; absent where it was not. */
    recorded: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
);

/** How a connector shape is configured. */
export const ConnectorSetup = Type.Object(
  {
    /** The endpoint that the connector calls. */
    endpoint: EndpointSetup,
    /** How it authenticates. @default not at all */
    authentication: Type.Optional(AuthenticationSetup),
    /** `receive`: the response is what goes on; `send`: the payload is what is sent. */
    mode: Type.Union([Type.Literal('receive'), Type.Literal('send')]),
    /** A sending connector passes the response on instead of what it sent (P-435). @default false */
    saveResponse: Type.Optional(Type.Boolean()),
    /** Attempts after the first one (P-603). @default the assumption of that name */
    connectorRetries: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 })),
    /** Bound of one request (P-608). @default the assumption connectorTimeoutMs */
    timeoutMs: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_800_000 })),
    /** The connector is inside a try/catch shape (P-550). @default false */
    tryCatch: Type.Optional(Type.Boolean()),
    /** Versions that are pinned, by the place of the script (P-803, P-806). @default none */
    versions: Type.Optional(Type.Record(Type.String(), PinSetup)),
  },
  { additionalProperties: false },
);

/** How a connector shape is configured. */
export type ConnectorSetup = Static<typeof ConnectorSetup>;

const Payload = Type.Union([Type.String(), Type.Null()]);

/** What reaches a connector when a flow runs. */
export const ConnectorInput = Type.Object(
  {
    /** The payload that arrives (P-202). @default null */
    payload: Type.Optional(Payload),
    /** All of them, where several arrive; `payload` is then left aside. */
    payloads: Type.Optional(Type.Array(Payload, { maxItems: 10_000 })),
    /** Variables of the step (P-203). */
    variables: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    /** Metadata: strings by name (P-205). */
    meta: Type.Optional(TextByName),
    /** Flow variables with their default values: a flow retry starts with these again (P-210, P-503). */
    flow: Type.Optional(
      Type.Object({
        /** By name; values of any type (P-209). */
        variables: Type.Record(Type.String(), Type.Unknown()),
      }),
    ),
  },
  { additionalProperties: false },
);

/** What reaches a connector when a flow runs. */
export type ConnectorInput = Static<typeof ConnectorInput>;

/** The places of a connector where a script can be attached. */
export const placeNames = [
  'response-script',
  'post-request',
  'pre-request',
  'auth-pre',
  'auth-post',
  'pagination',
] as const;

/** A name of `placeNames`. */
export type Place = (typeof placeNames)[number];

/** The place where the pinned version of a script is attached, if it is another than the local file (P-806). */
export function pinnedPlace(place: Place): `pinned-${Place}` {
  return `pinned-${place}`;
}
