import { expect } from 'chai';
import type { Assumption } from '../../../sdk/contract.ts';
import { httpSteps } from '../../../sdk/trifacta/http-steps.ts';
import { trifacta } from '../../../sdk/trifacta/index.ts';
import {
  adviseUnproved,
  expandIds,
  expandOptions,
  findUnproved,
  idsIn,
  type OptionRow,
  optionsOf,
  readTests,
  rowsIn,
  sortRows,
} from '../rule-coverage.ts';

/** The ids of every rule that is known of the platform, those in a row by the first and the last. */
const known = '101-105 110-131 135-139 140-154 160-166 170-174 180-187 200-218 230-236 250-262 270-271 280-284';

/** Every assumption: the rules that have it, the option and its default. */
const assumed: readonly OptionRow[] = [
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

/** Where tests of this platform are. */
const folders = ['sdk/trifacta', 'emulator/delivery/trifacta', 'emulator/server', 'emulator/commands'];

describe('the rules of Trifacta', () => {
  it('are those that are known, each once, and no other', () => {
    expect(trifacta.rules.map(({ id }) => id).sort()).to.deep.equal(expandIds('T', known));
  });

  it('have an option and a default for everything that is assumed', () => {
    expect(optionsOf(trifacta.rules)).to.deep.equal(expandOptions(assumed));
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
    const texts = readTests(import.meta.filename, folders);

    const unproved = findUnproved(trifacta.rules, [...idsIn('T', texts), ...rowsIn('T', texts)]);
    expect(unproved, adviseUnproved(unproved)).to.deep.equal([]);
  });

  it('have a test for each row of the table of expected behaviours', () => {
    const texts = readTests(import.meta.filename, folders);
    const rows = new Set(texts.flatMap((text) => text.match(/\bA\d+(?=: )/g) ?? []));

    const missing = Array.from({ length: 40 }, (_, index) => `A${index + 1}`).filter((row) => !rows.has(row));
    expect(missing).to.deep.equal([]);
  });
});
