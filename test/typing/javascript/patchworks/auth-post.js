// @ts-check
// The type of auth-post in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/patchworks').AuthScript<{ user: string }>} */
export const right = async (data) => {
  return { variables: { ...data.variables, token: data.variables.user } };
};

/** @type {import('hooksmith/patchworks').AuthScript<{ user: string }>} */
export const readsWrong = async (data) => {
  // @ts-expect-error an authentication script has no metadata (P-471)
  void data.meta;
  return { variables: { ...data.variables, token: data.variables.user } };
};

/** @type {import('hooksmith/patchworks').AuthScript<{ user: string }>} */
// @ts-expect-error a payload is text (P-304)
export const returnsWrong = async () => {
  return { payload: 7 };
};

/** @type {import('hooksmith/patchworks').AuthScript<{ user: string }>} */
// @ts-expect-error something must be returned (P-311)
export const returnsNothing = async () => {
  return undefined;
};
