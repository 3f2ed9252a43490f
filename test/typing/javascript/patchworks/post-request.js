// @ts-check
// The type of post-request in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/patchworks').PostRequestScript} */
export const right = async (data) => {
  return { response_code: data.response.status === 202 ? 2 : 0 };
};

/** @type {import('hooksmith/patchworks').PostRequestScript} */
export const readsWrong = async (data) => {
  // @ts-expect-error the name is status in this kind of script (P-215)
  void data.response.status_code;
  return { response_code: data.response.status === 202 ? 2 : 0 };
};

/** @type {import('hooksmith/patchworks').PostRequestScript} */
// @ts-expect-error status is a slip for response_code (P-306)
export const returnsWrong = async () => {
  return { status: 2 };
};

/** @type {import('hooksmith/patchworks').PostRequestScript} */
// @ts-expect-error something must be returned (P-311)
export const returnsNothing = async () => {
  return undefined;
};
