import type { AuthScript } from 'hooksmith/patchworks';

/** Runs after an authentication that went well; what it returns as `variables.token` stands in requests as {{token}}. */
export default (async (data) => {
  const { detail } = JSON.parse(data.payload ?? '{}');
  const token = /(?:^|;)token=([^;]+)/.exec(detail ?? '')?.[1];
  if (token === undefined) throw new Error('the answer has no token in its detail');
  return { variables: { ...data.variables, token } };
}) satisfies AuthScript;
