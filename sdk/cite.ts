/** Makes the function by which the rules of a platform name their sources under short names. */
export function citeFrom<Name extends string>(
  sources: Readonly<Record<Name, string>>,
): (...names: readonly Name[]) => string {
  return (...names) => names.map((name) => sources[name]).join('; ');
}
