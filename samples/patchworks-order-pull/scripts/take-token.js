/**
 * Authentication post-request script: the shop hides its token in a field with other things, and what is returned as
 * `variables.token` stands in requests as {{token}} (P-482).
 *
 * @param {import('hooksmith/patchworks').AuthScriptInput} data
 * @returns {Promise<import('hooksmith/patchworks').AuthScriptResult>}
 */
module.exports = async (data) => {
  const { detail } = JSON.parse(data.payload ?? '{}');
  const match = /(?:^|;)token=([^;]+)/.exec(detail ?? '');
  if (match === null) throw new Error('the session has no token in its detail');
  return { variables: { ...data.variables, token: match[1] } };
};
