/** What `CI` says where it says that nobody sits before this process; null elsewhere. */
export function readCi({ CI }: NodeJS.ProcessEnv): string | null {
  return CI === undefined || CI === '' || CI === 'false' || CI === '0' ? null : CI;
}
