/** The one value in options that must never be printed (C-110). */
export function secretsOf(options: unknown): readonly string[] {
  const token: unknown =
    typeof options === 'object' && options !== null ? Reflect.get(options, 'bearerToken') : undefined;
  return typeof token === 'string' && token.length >= 6 ? [token] : [];
}
