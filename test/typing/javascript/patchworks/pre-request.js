// @ts-check
// The type of pre-request in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/patchworks').PreRequestScript<{ api_key: string }>} */
export const right = async (data) => {
  return { payload: data.payload + data.variables.api_key };
};

/** @type {import('hooksmith/patchworks').PreRequestScript<{ api_key: string }>} */
export const readsWrong = async (data) => {
  // @ts-expect-error there is no such variable
  void data.variables.key;
  return { payload: data.payload + data.variables.api_key };
};

/** @type {import('hooksmith/patchworks').PreRequestScript<{ api_key: string }>} */
// @ts-expect-error the request goes back as text (P-452)
export const returnsWrong = async (data) => {
  return { payload: { url: data.payload } };
};

/** @type {import('hooksmith/patchworks').PreRequestScript<{ api_key: string }>} */
// @ts-expect-error something must be returned (P-311)
export const returnsNothing = async () => {
  return undefined;
};
