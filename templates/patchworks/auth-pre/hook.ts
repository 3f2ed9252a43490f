import type { AuthScript } from 'hooksmith/patchworks';

/** Runs before the request that authenticates; may change its body. */
export default (async (data) => {
  const { user, pass } = data.variables;
  return { payload: JSON.stringify({ user, pass, scope: 'orders' }) };
}) satisfies AuthScript<{ user: string; pass: string }>;
