/**
 * Runs after an authentication that went well; what it returns as `variables.token` stands in requests as {{token}}.
 *
 * @type {import('hooksmith/patchworks').AuthScript}
 */
module.exports = async (data) => {
  const { detail } = JSON.parse(data.payload ?? '{}');
  const token = /(?:^|;)token=([^;]+)/.exec(detail ?? '')?.[1];
  if (token === undefined) throw new Error('the answer has no token in its detail');
  return { variables: { ...data.variables, token } };
};
