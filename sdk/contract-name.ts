/**
 * The parts of a name such as `celigo/postSubmit`: the platform, and the hook or step as the platform spells it.
 *
 * @example
 * splitContractName('celigo/postSubmit'); // { platform: 'celigo', kind: 'postSubmit' }
 */
export function splitContractName(name: string): { readonly platform: string; readonly kind: string } {
  const slash = name.indexOf('/');
  return { platform: name.slice(0, slash), kind: name.slice(slash + 1) };
}
