import { type Static, Type } from 'typebox';

/** The code of a task, by which references name it (T-207). */
export const TaskCode = Type.String({ pattern: '^[a-z]{2}$', rule: 'T-207' });

/** What an HTTP task and a webhook of a flow share (T-110 to T-130). */
const request = {
  /** Shown in reports; never sent (T-110). */
  name: Type.String({ minLength: 1, maxLength: 256, rule: 'T-110' }),
  /** In capitals (T-111). */
  method: Type.String({ maxLength: 20, rule: 'T-111' }),
  /** Where the request goes; references in it stay as they are (T-113, T-114). */
  url: Type.String({ minLength: 1, maxLength: 8192, rule: 'T-113' }),
  /** By name; values may hold references (T-115). */
  headers: Type.Optional(Type.Record(Type.String(), Type.String(), { rule: 'T-115' })),
  /** May hold references (T-116). */
  body: Type.Optional(Type.String({ rule: 'T-116' })),
  /** Makes the signature; without quotes (T-119). */
  secretKey: Type.Optional(Type.String({ maxLength: 4096, rule: 'T-119' })),
  /** Whether the certificate of an https receiver must hold; true when absent (T-121). */
  validateSsl: Type.Optional(Type.Boolean({ rule: 'T-121' })),
  /** Retry on failure; off when absent (T-123). */
  retry: Type.Optional(
    Type.Object(
      {
        enabled: Type.Boolean({ rule: 'T-123' }),
        /** How often; the setting of the platform when absent (T-124, T-147). */
        retries: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000, rule: 'T-124' })),
      },
      { additionalProperties: false, rule: 'T-123' },
    ),
  ),
  /** Certificates of your own; refused whatever it is (T-122). */
  certificates: Type.Optional(Type.Unknown({ rule: 'T-122' })),
  /** The dataset that the configuration comes from; refused whatever it is (T-130). */
  inputDataset: Type.Optional(Type.Unknown({ rule: 'T-130' })),
  /** The dataset that the response becomes; refused whatever it is (T-130). */
  outputDataset: Type.Optional(Type.Unknown({ rule: 'T-130' })),
};

/** The parameters that an HTTP task and a webhook of a flow share. */
export const RequestSetup = Type.Object(request, { additionalProperties: false, rule: 'T-110' });
/** What an HTTP task and a webhook of a flow share, as an author writes it. */
export type RequestSetup = Static<typeof RequestSetup>;

/** What an administrator has set for the whole platform. */
const platform = Type.Optional(
  Type.Object(
    {
      /** A URL must match one of them, if there are any (T-232). */
      allowedUrlRegexes: Type.Optional(Type.Array(Type.String(), { maxItems: 1000, rule: 'T-232' })),
      /** Addresses and CIDR blocks: one text with semicolons, as the setting has it, or a list (T-231). */
      forbiddenIPs: Type.Optional(
        Type.Union([Type.String(), Type.Array(Type.String(), { maxItems: 1000 })], { rule: 'T-231' }),
      ),
    },
    { additionalProperties: false, rule: 'T-232' },
  ),
);
/** What an administrator has set for the whole platform (T-231, T-232). */
export type PlatformSetup = NonNullable<Static<typeof platform>>;

/** When a webhook of a flow fires (T-171, T-172). */
const when = Type.Object(
  {
    /** `any`: success and failure alike. */
    event: Type.Union([Type.Literal('success'), Type.Literal('failure'), Type.Literal('any')], { rule: 'T-171' }),
    /** Names of outputs; all of the flow when absent. */
    outputs: Type.Optional(Type.Array(Type.String(), { minItems: 1, maxItems: 1000, rule: 'T-172' })),
  },
  { additionalProperties: false, rule: 'T-171' },
);
/** When a webhook of a flow fires (T-171, T-172). */
export type WebhookTrigger = Static<typeof when>;

/** A webhook of a flow, as part of the flow (T-170). */
export const WebhookSetup = Type.Object({ ...request, when }, { additionalProperties: false, rule: 'T-170' });
/** The members of a webhook's configuration. */
export const webhookMembers: readonly string[] = Object.keys({ ...request, when });
/** A webhook of a flow, as part of the flow (T-170). */
export type WebhookSetup = Static<typeof WebhookSetup>;

/** `setup` of the step `flow-webhook`: one webhook (T-170). */
export const FlowWebhookSetup = Type.Object(
  { ...request, when, platform },
  { additionalProperties: false, rule: 'T-170' },
);
/** `setup` of the step `flow-webhook` (T-170). */
export type FlowWebhookSetup = Static<typeof FlowWebhookSetup>;

/** `setup` of the step `http-task`: one task, outside any plan. */
export const HttpTaskSetup = Type.Object(
  { ...request, code: Type.Optional(TaskCode), platform },
  { additionalProperties: false, rule: 'T-110' },
);
/** `setup` of the step `http-task` (T-110). */
export type HttpTaskSetup = Static<typeof HttpTaskSetup>;

/** Where a task stands in its plan. */
const place = {
  code: TaskCode,
  /** Code of the task that comes before; that of the list when absent (T-162). */
  after: Type.Optional(Type.String({ rule: 'T-162' })),
  /** How that task must end for this one to run; `success` when absent (T-162). */
  when: Type.Optional(Type.Union([Type.Literal('success'), Type.Literal('failure')], { rule: 'T-162' })),
};

/** An HTTP task of a plan. */
export const PlanHttpTask = Type.Object(
  { kind: Type.Literal('http-task', { rule: 'T-160' }), ...place, ...request },
  { additionalProperties: false, rule: 'T-160' },
);
/** An HTTP task of a plan (T-160). */
export type PlanHttpTask = Static<typeof PlanHttpTask>;

/** A flow that a plan runs: nothing of it happens here, its metadata are recorded (T-209). */
export const PlanFlowTask = Type.Object(
  {
    kind: Type.Literal('flow', { rule: 'T-205' }),
    ...place,
    name: request.name,
    /** Webhooks of the flow; they fire when its jobs have ended (T-170). */
    webhooks: Type.Optional(Type.Array(WebhookSetup, { maxItems: 1000, rule: 'T-170' })),
  },
  { additionalProperties: false, rule: 'T-205' },
);
/** A flow that a plan runs (T-205). */
export type PlanFlowTask = Static<typeof PlanFlowTask>;
/** A task of a plan, of either kind (T-160). */
export type PlanTask = PlanHttpTask | PlanFlowTask;

/** `setup` of the step `plan` (T-160). */
export const PlanSetup = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 256, rule: 'T-206' }),
    /** In the order in which they run. */
    tasks: Type.Array(Type.Union([PlanHttpTask, PlanFlowTask]), { minItems: 1, maxItems: 1000, rule: 'T-160' }),
    platform,
  },
  { additionalProperties: false, rule: 'T-160' },
);
/** `setup` of the step `plan` (T-160). */
export type PlanSetup = Static<typeof PlanSetup>;

/** Recorded metadata by their roots: `$plan`, `$http_ax`, `$flow_cd` (T-211). */
export const metadataProperties = { '^\\$(plan|(http|flow)_[a-z]{2})$': { type: 'object', rule: 'T-211' } } as const;

/** How a job of a flow ended, by the name of its output (T-171, T-172). */
export const JobResults = Type.Record(Type.String(), Type.Union([Type.Literal('success'), Type.Literal('failed')]), {
  rule: 'T-171',
});
/** How the jobs of a flow ended, by the names of their outputs (T-171, T-172). */
export type JobResults = Static<typeof JobResults>;
