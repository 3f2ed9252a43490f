/**
 * Runs before the request that authenticates; may change its body.
 *
 * @type {import('hooksmith/patchworks').AuthScript<{ user: string, pass: string }>}
 */
module.exports = async (data) => {
  const { user, pass } = data.variables;
  return { payload: JSON.stringify({ user, pass, scope: 'orders' }) };
};
