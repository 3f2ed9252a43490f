import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Assumption, JsonValue } from '../../../sdk/contract.ts';
import { listOptions } from '../../../sdk/rule.ts';
import { httpSteps } from '../../../sdk/trifacta/http-steps.ts';
import { trifacta } from '../../../sdk/trifacta/index.ts';

/** The ids of every rule that is known of the platform, those in a row by the first and the last. */
const known = '101-105 110-131 135-139 140-154 160-166 170-174 180-187 200-218 230-236 250-262 270-271 280-284';

/** Every assumption: the rules that have it, the option and its default. */
const assumed: readonly (readonly [rules: string, option: string, preset: JsonValue])[] = [
  ['T-112', 'methods', ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']],
  ['T-114', 'renderUrl', false],
  ['T-120', 'stripSecretQuotes', false],
  ['T-125', 'onRetriesExhausted', 'fail'],
  ['T-127', 'testPass', '2xx'],
  ['T-128', 'testRetries', 0],
  ['T-131', 'datasetMode', 'refuse'],
  ['T-136', 'maxHttpTasksPerPlan', 50],
  ['T-137', 'maxWebhooksPerFlow', 50],
  ['T-139', 'maxRequestBytes', null],
  ['T-141', 'redirect', 'manual'],
  ['T-142', 'failOnTransportError', true],
  ['T-144', 'guidOnFirstAttempt', false],
  ['T-145', 'guidScope', 'taskRun'],
  ['T-146', 'retryCountMeaning', 'retries'],
  ['T-147', 'defaultRetries', 3],
  ['T-148', 'retryDelayMs', 1000],
  ['T-150 T-151', 'timeoutScope', 'total'],
  ['T-152', 'addContentType', false],
  ['T-173', 'triggerLabels', { event: 'Trigger event', object: 'Trigger object' }],
  ['T-174', 'webhookGuidHeader', 'X-Http-Task-Guid'],
  ['T-181 T-182 T-183', 'signatureProfile', 'trifacta'],
  ['T-183', 'signatureToleranceMs', 300_000],
  ['T-186', 'signPerAttempt', true],
  ['T-209', 'flowTaskMembers', ['name', 'status', 'duration', 'startTime', 'endTime']],
  ['T-210', 'flowOutputData', 'recorded'],
  ['T-212', 'strict', false],
  ['T-213', 'objectRendering', 'json'],
  ['T-214', 'escapeReferences', false],
  ['T-215', 'filters', ['humanizeDuration']],
  ['T-216', 'humanizeDurationFormat', 'english-units'],
  ['T-230', 'webhooksEnabled', true],
  ['T-234', 'forbiddenPorts', []],
  ['T-235', 'forbiddenIPs', []],
  ['T-236', 'regexExemptsFromForbiddenIps', false],
  ['T-254', 'planOverrideShape', 'planNodeOverrides:[{handle,overrideKey,value}]'],
  ['T-262', 'jobGroupsSuccess', { status: 201, members: ['id', 'jobGraph', 'jobs'] }],
];

describe('the rules of Trifacta', () => {
  it('are those that are known, each once, and no other', () => {
    const ids = known.split(' ').flatMap((row) => {
      const [first = 0, last = 0] = row.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => `T-${first + index}`);
    });

    expect(trifacta.rules.map(({ id }) => id).sort()).to.deep.equal(ids);
  });

  it('have an option and a default for everything that is assumed', () => {
    const options = trifacta.rules.flatMap((rule) =>
      listOptions(rule).map(([name, preset]) => [rule.id, name, preset] as const),
    );

    const expected = assumed.flatMap(([ids, name, preset]) => ids.split(' ').map((id) => [id, name, preset]));
    expect(sortRows(options)).to.deep.equal(sortRows(expected));
  });

  it('have each option where it can be set: at a step, or for what is no step', () => {
    const offered: Readonly<Record<string, Assumption>> = {
      ...Object.assign({}, ...httpSteps.map(({ assumptions }) => assumptions)),
      ...trifacta.assumptions,
    };

    const set = Object.entries(offered).map(([name, { default: preset }]) => [name, preset] as const);
    // `retryAfterHeaders` belongs to a rule that all platforms share (H-234).
    expect(sortRows(set)).to.deep.equal(
      sortRows([...assumed.map(([, name, preset]) => [name, preset]), ['retryAfterHeaders', ['retry-after']]]),
    );
  });

  it('are proved by a test that cites them, or say why they are not modelled', () => {
    const cited = new Set(readTests().flatMap((text) => citedIn(text)));

    const unproved = trifacta.rules.filter(({ id, notModelled }) => notModelled === undefined && !cited.has(id));

    const ids = unproved.map(({ id }) => id);
    expect(ids, `no test cites ${ids.join(' ')}: name each in the test that proves it, or say why not modelled`).to.be
      .empty;
  });

  it('have a test for each row of the table of expected behaviours', () => {
    const rows = new Set(readTests().flatMap((text) => text.match(/\bA\d+(?=: )/g) ?? []));

    const missing = Array.from({ length: 40 }, (_, index) => `A${index + 1}`).filter((row) => !rows.has(row));
    expect(missing).to.deep.equal([]);
  });
});

/** Ids in a text; `T-181 to T-183` stands for all three. */
function citedIn(text: string): readonly string[] {
  const ranges = [...text.matchAll(/T-(\d{3}) to T-(\d{3})/g)].flatMap(([, first, last]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => `T-${Number(first) + index}`),
  );
  return [...ranges, ...(text.match(/T-\d{3}/g) ?? [])];
}

function sortRows<T extends readonly unknown[]>(rows: readonly T[]): readonly T[] {
  return [...rows].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

/** The text of every file with tests of this platform but this one. */
function readTests(): readonly string[] {
  const tests = join(import.meta.dirname, '../..');
  return ['sdk/trifacta', 'emulator/delivery/trifacta', 'emulator/server', 'emulator/commands'].flatMap((folder) =>
    readdirSync(join(tests, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(tests, folder, name))
      .filter((file) => file !== import.meta.filename)
      .map((file) => readFileSync(file, 'utf8')),
  );
}
