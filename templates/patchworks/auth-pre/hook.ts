import type { AuthScript } from 'hooksmith/patchworks';

/** Runs before the request that authenticates; may change its body. */
const script: AuthScript<{ user: string; pass: string }> = async (data) => {
  const { user, pass } = data.variables;
  return { payload: JSON.stringify({ user, pass, scope: 'orders' }) };
};

export default script;
