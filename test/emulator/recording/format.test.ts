import { Ajv } from 'ajv';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  EndLine,
  HeaderLine,
  HttpLine,
  lineAntiExamples,
  lineExamples,
  PageLine,
} from '../../../emulator/recording/format.ts';
import { findEndProblem, findHeaderProblem, findPageProblem } from '../../../emulator/recording/line-check.ts';
import { times } from '../../rounds.ts';

const ajv = new Ajv({ strict: true, allErrors: true });
const kinds = {
  header: { validate: ajv.compile(HeaderLine), find: findHeaderProblem },
  page: { validate: ajv.compile(PageLine), find: findPageProblem },
  http: { validate: ajv.compile(HttpLine), find: null },
  end: { validate: ajv.compile(EndLine), find: findEndProblem },
};

describe('recording lines', () => {
  for (const kind of ['header', 'page', 'http', 'end'] as const) {
    const { find, validate } = kinds[kind];
    for (const { value, shows } of lineExamples[kind]) {
      it(`takes as a ${kind} line: ${shows}`, () => {
        expect(validate(value), JSON.stringify(validate.errors)).to.equal(true);
        expect(find?.(value) ?? null).to.equal(null);
      });
    }
    for (const { path, value, shows } of lineAntiExamples[kind]) {
      it(`refuses as a ${kind} line: ${shows}`, () => {
        expect(validate(value)).to.equal(false);
        expect(validate.errors?.[0]?.instancePath).to.equal(path);
        if (find !== null) expect(find(value)?.path.startsWith(path)).to.equal(true);
      });
    }
  }

  for (const kind of ['header', 'page', 'end'] as const) {
    it(`judges ${kind} lines by hand exactly as the schema does`, () => {
      const { find, validate } = kinds[kind];
      const bases = [...lineExamples[kind], ...lineAntiExamples[kind]].map(({ value }) => value);
      const names = [
        'kind',
        'format',
        'version',
        'platform',
        'hook',
        'createdAt',
        'seq',
        'options',
        'result',
        'error',
      ].concat(['stages', 'calls', 'origin', 'seed', 'pages', 'records', 'bytes', 'sha256', 'source', '__proto__']);
      const scalar = fc.constantFrom(0, 1, 2, -1, 1.5, 2 ** 53, '', 'x', 'end', 'page', 'header', null, true);
      const time = fc.constantFrom(
        '2025-13-01T00:00:00Z',
        '2025-12-31T23:59:59Z',
        '2025-01-01T24:00:00Z',
        'a'.repeat(64),
      );
      const calls = fc.array(
        fc.record(
          {
            call: fc.constantFrom('exports.run', '', 1),
            arguments: fc.constantFrom([], [1], {}),
            error: fc.constantFrom({}, { message: 'm' }, { message: 'm', code: 'c' }, { message: 'm', code: 1 }, null),
          },
          { requiredKeys: [] },
        ),
        { maxLength: 3 },
      );
      const error = fc.constant({ code: 'A', message: 'b' });
      const item = fc.oneof(scalar, time, fc.jsonValue({ maxDepth: 2 }), error, calls);
      const changes = fc.array(fc.record({ name: fc.constantFrom(...names), item, drop: fc.boolean() }), {
        maxLength: 3,
      });

      const judged = fc.property(fc.constantFrom(...bases), changes, fc.jsonValue(), (base, edits, other) => {
        const text = JSON.stringify(base);
        const fields: [string, unknown][] = Object.entries(JSON.parse(text));
        const edited = Object.fromEntries([
          ...fields.filter(([name]) => !edits.some((edit) => edit.drop && edit.name === name)),
          ...edits.filter(({ drop }) => !drop).map((edit): [string, unknown] => [edit.name, edit.item]),
        ]);
        for (const value of [edited, other]) expect(find(value) === null).to.equal(validate(value));
      });

      fc.assert(judged, { numRuns: times(400) });
    });
  }
});
