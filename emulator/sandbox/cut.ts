/** A text of at most so many characters; an ellipsis tells that there was more (S-207). */
export function cut(text: string, maxChars: number): string {
  return text.length > maxChars ? `${text.slice(0, maxChars)}…` : text;
}
