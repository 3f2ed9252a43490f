// Spells module syntax in text for an indirect eval.
// Class: module syntax
// Win: a spelling is not refused with a SyntaxError.
// Refused: SyntaxError
const spellings = [
  'import("node:fs")',
  'import ("node:fs")',
  'import\n("node:fs")',
  'import\t("node:fs")',
  'import\u2028("node:fs")',
  'import\u00a0("node:fs")',
  'import/**/("node:fs")',
  'import/* a *//* b */("node:fs")',
  'import//\n("node:fs")',
  'import // a\n /* b */ ("node:fs")',
  'import<!--\n("node:fs")',
  'import\n-->\n("node:fs")',
  '[...import("node:fs")]',
  '({ a: import("node:fs") })',
  '`${import("node:fs")}`',
  '(() => import("node:fs"))()',
  'void import("node:fs")',
  'typeof import("node:fs")',
  'x => import("node:fs")',
  'import.meta',
  'import.meta.url',
  'import . meta',
  'import/**/.meta',
  'import\n.meta',
  'import.source("node:fs")',
  'import.defer("node:fs")',
  'import /**/ . source("node:fs")',
  'import fs from "node:fs"',
  'import "node:fs"',
  'import * as fs from "node:fs"',
  'export * from "node:fs"',
  'export default 1',
  '\\u0069mport("node:fs")',
  'im\\u{70}ort("node:fs")',
];
function postSubmit(options) {
  if (!options.settings.flow.attack) return options.responseData;
  for (const text of spellings) {
    try {
      (0, eval)(text);
      options.responseData[0].id = 'ESCAPED:' + text;
    } catch (error) {
      if (error.name !== 'SyntaxError') options.responseData[0].id = `ESCAPED:${error.name} for ${text}`;
    }
  }
  return options.responseData;
}
