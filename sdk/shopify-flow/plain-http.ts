/** Whether a URL is plain http to another machine than this one (F-191), as far as its text tells; false for what is no URL. */
export function isPlainHttpElsewhere(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !/^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
