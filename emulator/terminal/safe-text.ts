/**
 * Text that cannot steer a terminal: control characters become visible escapes, line breaks and tabs stay.
 * Hook code, recordings and file names are untrusted, and their text ends up on the screen.
 *
 * @example
 * safeText('\u001b[2Jgone') // '\\x1b[2Jgone'
 */
export function safeText(text: string): string {
  return text.replaceAll(/(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, (character) => {
    const code = character.charCodeAt(0);
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
  });
}
