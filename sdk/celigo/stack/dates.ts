/** The fields of preSavePage that the stack form gets as Date objects and the script form as ISO 8601 texts (C-209, C-210). */
const dateFields = ['lastExportDateTime', 'currentExportDateTime'] as const;

/** `options` as the stack form gets them: both dates are Date objects (C-210). Gives them back as they are without one. */
export function withDateObjects<Options>(options: Options): Options {
  return change(options, (value) => (typeof value === 'string' && value !== '' ? new Date(value) : value));
}

/** `options` as the script form gets them: both dates are texts (C-209); a Date that is none becomes null (C-213). */
export function withDateTexts<Options>(options: Options): Options {
  return change(options, (value) => (value instanceof Date ? value.toJSON() : value));
}

/** The first level is copied when a field changes, so that the caller's object stays as it is. */
function change<Options>(options: Options, convert: (value: unknown) => unknown): Options {
  if (typeof options !== 'object' || options === null) return options;
  const present = dateFields.filter((field) => Object.hasOwn(options, field));
  if (present.length === 0) return options;
  return { ...options, ...Object.fromEntries(present.map((field) => [field, convert(Reflect.get(options, field))])) };
}
