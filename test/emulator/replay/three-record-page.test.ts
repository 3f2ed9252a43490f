import { expect } from 'chai';
import type { Report } from '../../../emulator/report/report.ts';
import { type Folder, useFolder } from '../commands/run-cli.ts';
import { errorsOf, play, statesOf } from './pipeline-run.ts';

/** A row of the table: what the hook does, and what becomes of the three records. */
interface TableRow {
  /** The row as the reference has it. */
  readonly row: string;
  readonly rules: string;
  /** @default import */
  readonly step?: 'import' | 'export';
  /** The hook that is attached, and what the records make it do. */
  readonly hook: string;
  readonly data: readonly [object, object, object];
  readonly states: string;
  /** Errors that are stored: record, code and message. */
  readonly stored: readonly string[];
  /** Records that go on to the next step, by their id. */
  readonly goesOn: readonly number[];
  /** Whether the flow stops, so that the page after it is not reached. @default false */
  readonly stops?: boolean;
}

const error = { code: 'E1', message: 'no stock' };
const item = (statusCode: number, more: object = {}): object => ({ statusCode, errors: [], ignored: false, ...more });
const all = (what: string): readonly string[] => [0, 1, 2].map((record) => `${record} ${what}`);
const breach = 'invalid_extension_response';

const rows: readonly TableRow[] = [
  {
    row: 'preMap [{data}, {}, {errors}]: mapped, ignored here and goes on, error',
    rules: 'C-009, C-222, C-411',
    hook: 'preMap',
    data: [{ id: 0 }, { id: 1, preMap: {} }, { id: 2, preMap: { errors: [error] } }],
    states: 'success ignored error',
    stored: ['2 E1 no stock'],
    goesOn: [0, 1],
  },
  {
    row: 'preMap [{data}, {data, errors}, {data: null, errors}]: mapped, mapped and errors logged, error',
    rules: 'C-009, C-223, C-411',
    hook: 'preMap',
    data: [
      { id: 0 },
      { id: 1, preMap: { data: { id: 1 }, errors: [error] } },
      { id: 2, preMap: { data: null, errors: [error] } },
    ],
    states: 'success success error',
    stored: ['1 E1 no stock', '2 E1 no stock'],
    goesOn: [0, 1],
  },
  {
    row: 'preMap of length 2: error, error, error',
    rules: 'C-005, C-010',
    hook: 'preMap',
    data: [{ id: 0, preMapWhole: [{ data: {} }, { data: {} }] }, { id: 1 }, { id: 2 }],
    states: 'error error error',
    stored: all(breach),
    goesOn: [],
  },
  {
    row: 'preMap throws: error, error, error',
    rules: 'C-006',
    hook: 'preMap',
    data: [{ id: 0 }, { id: 1, preMapThrows: 'down' }, { id: 2 }],
    states: 'error error error',
    stored: all('Error down'),
    goesOn: [],
  },
  {
    row: 'preMap [{data}, null, {data}]: error, error, error',
    rules: 'C-225',
    hook: 'preMap',
    data: [{ id: 0 }, { id: 1, preMap: null }, { id: 2 }],
    states: 'error error error',
    stored: all(breach),
    goesOn: [],
  },
  {
    row: 'postSubmit [200, 422 + errors, ignored]: success, error, ignored',
    rules: 'C-245, C-413',
    hook: 'postSubmit',
    data: [
      { id: 0 },
      { id: 1, postSubmit: item(422, { errors: [error] }) },
      { id: 2, postSubmit: item(200, { ignored: true }) },
    ],
    states: 'success error ignored',
    stored: ['1 E1 no stock'],
    goesOn: [0, 2],
  },
  {
    row: 'postSubmit [200 + errors, 200, 200]: success with its errors logged, success, success',
    rules: 'C-246, C-413',
    hook: 'postSubmit',
    data: [{ id: 0, postSubmit: item(200, { errors: [error] }) }, { id: 1 }, { id: 2 }],
    states: 'success success success',
    stored: ['0 E1 no stock'],
    goesOn: [0, 1, 2],
  },
  {
    row: 'a filter throws on record 1: goes on, error, goes on',
    rules: 'C-008, C-274',
    hook: 'inputFilter',
    data: [{ id: 0 }, { id: 1, inputFilterThrows: 'down' }, { id: 2 }],
    states: 'success error success',
    stored: ['1 Error down'],
    goesOn: [0, 2],
  },
  {
    row: 'a filter of an export throws on record 1: goes on, error, goes on',
    rules: 'C-008, C-274',
    step: 'export',
    hook: 'outputFilter',
    data: [{ id: 0 }, { id: 1, outputFilterThrows: 'down' }, { id: 2 }],
    states: 'success error success',
    stored: ['1 Error down'],
    goesOn: [0, 2],
  },
  {
    row: 'preSavePage throws: the flow stops, stops, stops',
    rules: 'C-007, C-208',
    step: 'export',
    hook: 'preSavePage',
    data: [{ id: 0, preSavePageThrows: 'down' }, { id: 1 }, { id: 2 }],
    states: 'error error error',
    stored: all('Error down'),
    goesOn: [],
    stops: true,
  },
];

describe('the three-record page of the reference', () => {
  const folder = useFolder();

  for (const row of rows) {
    const { states, stored, goesOn, stops = false } = row;
    it(`${row.row} (${row.rules})`, async () => {
      const report = await playRow(folder, row);

      expect(statesOf(report, 0, 3)).to.equal(states);
      expect(errorsOf(report, 0).map((text, at) => text.slice(0, stored[at]?.length))).to.deep.equal(stored);
      // The page after it says whether the flow went on; its one record is counted too.
      expect(report.steps[0]?.out).to.equal(goesOn.length + (stops ? 0 : 1));
      expect(report.totals.unreachedPages).to.equal(stops ? 1 : 0);
      const changed = report.findings.filter(({ code }) => code === 'result-changed');
      expect(changed).to.deep.equal([]);
    });
  }
});

/** Plays the page, and a plain one after it; what is expected to go on is its recorded result. */
function playRow(folder: Folder, { step = 'import', hook, data, goesOn }: TableRow): Promise<Report> {
  const attach = step === 'import' ? ['mapping', 'submit', hook] : [hook];
  const result = data.filter((_, at) => goesOn.includes(at));
  return play(folder, { step, attach }, [{ options: { data }, result }, { options: { data: [{ id: 9 }] } }]);
}
