import type { Rule } from './rule.ts';

/** What hooksmith itself sets: the recording format (R-…) and the sandbox (S-…), as far as messages cite them. */
export const ownRules: readonly Rule[] = [
  own(
    'R-101',
    'A replay compares each result with the recorded one; the same recording gives the same outcome every time.',
    'If the change is meant, record the page again.',
  ),
  own('R-212', 'Record data is never merged into live objects, so a key such as __proto__ stays a key.'),
  own(
    'R-213',
    'Recorded values may be nested 128 levels deep; deeper ones cannot be turned back into JSON safely.',
    'Flatten the value before it is recorded.',
  ),
  own(
    'R-214',
    'JavaScript holds integers exactly up to 2^53; larger ones lose digits while they are read.',
    'Send such ids as strings.',
  ),
  own('R-215', 'A gzip file may unpack to at most 200 times its size.', 'If you trust the file, unpack it first.'),
  own(
    'R-501',
    'A recording is UTF-8 without a byte order mark, one JSON object a line, no blank line: one header first, then pages and http lines, one end line last.',
  ),
  own('R-502', 'The header names the format, its version, the platform, the hook and when the recording was made.'),
  own('R-503', 'The arrays of a page that stand for the same records have the same length.'),
  own(
    'R-505',
    'The end line counts pages, records and bytes and holds the sha256 of all bytes before it; without it the recording was cut off.',
    'Record again, or use the good part with --allow-truncated.',
  ),
  own(
    'R-506',
    'The index beside a recording holds a checksum for each line; it can be rebuilt and is never trusted over the recording.',
  ),
  own('R-508', 'A newer major version of the format is refused; unknown fields and kinds of lines are left aside.'),
  own(
    'R-509',
    'Secrets are known by their names and by their form. They are replaced before the first byte of a recording is written, and a script that holds one is warned of.',
    'Keep secrets out of scripts: take them from the settings of a connection or from variables.',
  ),
  own('R-510', 'A line holds at most 16 MiB and a page at most 10,000 records.', 'Record smaller pages.'),
  own(
    'S-132',
    'A sandboxed script runs in strict mode; what only sloppy mode allows is refused with its place.',
    'Rewrite the named construct; it then runs in both.',
  ),
  own(
    'S-133',
    'Reading a name that is declared nowhere throws a ReferenceError, as on the platform; the sandbox alone would give undefined.',
    'Declare the name, or correct its spelling.',
  ),
  own(
    'S-180',
    'A page that exceeds a limit is stopped at once and its process replaced; the rest of the replay goes on.',
  ),
  own(
    'S-203',
    'import() and import.meta are not available in a sandboxed script.',
    'Use a plain import at the top of the file; it is bundled.',
  ),
  own('S-210', 'The clock shows one time during all of a page: that of the recording, or the one that was asked for.'),
  own('S-211', 'Random numbers and UUIDs come from a seed for each page, so that a replay can be repeated.'),
];

function own(id: string, says: string, fix?: string): Rule {
  return { id, marks: ['own design'], says, source: 'hooksmith', ...(fix === undefined ? {} : { fix }) };
}
