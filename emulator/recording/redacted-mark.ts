/** What redaction leaves in place of a secret; it is left alone when a recording is redacted again. */
export const redactedMark = /^\[redacted:[0-9a-f]{8}\]$/;

/** The pieces of a text between the marks in it; one piece, the text itself, when it has none. */
export function splitAtMarks(text: string): readonly string[] {
  return text.includes('[redacted:') ? text.split(/\[redacted:[0-9a-f]{8}\]/) : [text];
}
