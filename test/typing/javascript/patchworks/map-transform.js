// @ts-check
// The type of map-transform in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/patchworks').MapTransform} */
export const right = async (data) => {
  return { payload: data.payload === 'ireland' ? 'IE' : null };
};

/** @type {import('hooksmith/patchworks').MapTransform} */
export const readsWrong = async (data) => {
  // @ts-expect-error the value is in payload
  void data.value;
  return { payload: data.payload === 'ireland' ? 'IE' : null };
};

/** @type {import('hooksmith/patchworks').MapTransform} */
// @ts-expect-error the new value is text (P-304)
export const returnsWrong = async () => {
  return { payload: 44 };
};

/** @type {import('hooksmith/patchworks').MapTransform} */
// @ts-expect-error something must be returned (P-311)
export const returnsNothing = async () => {
  return undefined;
};
