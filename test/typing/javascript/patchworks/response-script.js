// @ts-check
// The type of response-script in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/patchworks').ResponseScript} */
export const right = async (data) => {
  return { response_code: data.response.status === 429 ? 1 : 0 };
};

/** @type {import('hooksmith/patchworks').ResponseScript} */
export const readsWrong = async (data) => {
  // @ts-expect-error the name is status in this kind of script (P-215)
  void data.response.status_code;
  return { response_code: data.response.status === 429 ? 1 : 0 };
};

/** @type {import('hooksmith/patchworks').ResponseScript} */
// @ts-expect-error the code is a number from 0 to 4 (P-512)
export const returnsWrong = async () => {
  return { response_code: '2' };
};

/** @type {import('hooksmith/patchworks').ResponseScript} */
// @ts-expect-error something must be returned (P-311)
export const returnsNothing = async () => {
  return undefined;
};
