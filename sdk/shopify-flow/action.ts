import { type Static, Type } from 'typebox';

/** The methods of the action, as its menu spells them (F-110). */
export const methods = ['Get', 'Delete', 'Head', 'Options', 'Patch', 'Put', 'Post'] as const;

/** The three ways to take an error (F-114, F-115). */
export const errorSettings = ['retry', 'fail', 'ignore'] as const;

/** The generations of the action (F-101 to F-103). */
export const generations = ['classic', '2022', '2025'] as const;

/** A generation of the action. */
export type Generation = (typeof generations)[number];

/** The fields of the action (F-110 to F-115); all but method and settings are Liquid templates. */
export const actionFields = {
  /** F-110. */
  method: Type.Enum(methods, { rule: 'F-110' }),
  /** A template (F-111). */
  url: Type.String({ minLength: 1, rule: 'F-111' }),
  /** Keys are sent as they are, values are templates (F-112); 200 at most are read. */
  headers: Type.Optional(
    Type.Array(
      Type.Object(
        {
          key: Type.String({ minLength: 1, rule: 'F-112' }),
          value: Type.String({ rule: 'F-112' }),
        },
        { additionalProperties: false, rule: 'F-112' },
      ),
      { maxItems: 200, rule: 'F-112' },
    ),
  ),
  /** A template (F-113). */
  body: Type.Optional(Type.String({ rule: 'F-113' })),
  /** What follows a 4xx other than 429; since 2025 (F-114). */
  onClientError: Type.Optional(Type.Enum(errorSettings, { rule: 'F-114' })),
  /** What follows a 5xx or 429; since 2025 (F-115). */
  onServerError: Type.Optional(Type.Enum(errorSettings, { rule: 'F-115' })),
};

/** Which generation of the action a step has; the assumption `generation` counts where it is absent. */
export const generationField = Type.Optional(Type.Enum(generations, { rule: 'F-103' }));

const Action = Type.Object(actionFields, { additionalProperties: false, rule: 'F-104' });

/** One action as it is configured. */
export type Action = Static<typeof Action>;

/** The data of the workflow: what its trigger gives, by name, such as `{ order: {…} }` (F-104). */
export const FlowInput = Type.Record(Type.String(), Type.Unknown(), { rule: 'F-104' });

/** The texts of an action that are templates, each with its JSON Pointer. */
export function templatesOf(action: Action): readonly { readonly path: string; readonly text: string }[] {
  return [
    { path: '/url', text: action.url },
    ...(action.headers ?? []).map(({ value }, index) => ({ path: `/headers/${index}/value`, text: value })),
    ...(action.body === undefined ? [] : [{ path: '/body', text: action.body }]),
  ];
}
