// @ts-check
// The type of script in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/patchworks').ShapeScript} */
export const right = async (data) => {
  return { payload: data.payload, meta: { lines: '2' } };
};

/** @type {import('hooksmith/patchworks').ShapeScript} */
export const readsWrong = async (data) => {
  // @ts-expect-error a script shape has no response (P-213)
  void data.response;
  return { payload: data.payload, meta: { lines: '2' } };
};

/** @type {import('hooksmith/patchworks').ShapeScript} */
// @ts-expect-error a code does nothing in a script shape (P-306)
export const returnsWrong = async () => {
  return { response_code: 2 };
};

/** @type {import('hooksmith/patchworks').ShapeScript} */
// @ts-expect-error something must be returned (P-311)
export const returnsNothing = async () => {
  return undefined;
};
