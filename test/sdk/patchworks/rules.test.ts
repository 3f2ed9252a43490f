import { expect } from 'chai';
import { connector } from '../../../sdk/patchworks/connector/connector.ts';
import { patchworks } from '../../../sdk/patchworks/index.ts';
import {
  adviseUnproved,
  expandIds,
  expandOptions,
  findUnproved,
  idsIn,
  type OptionRow,
  optionsOf,
  readExamples,
  readTests,
  rowsIn,
} from '../rule-coverage.ts';

/** The ids of every rule that is known of the platform, those in a row by the first and the last. */
const known = [
  '101-112 120-123 130-131 140-144 201-215 301-312',
  '401-408 410-414 420-425 430-438 440-444 450-457 460-475 480-483',
  '501-507 511-526 530-552 560-562',
  '601-608 611-612 620-624 701-716 801-807',
  '810-817 820-830 840-846 850-852 860-865 870-877',
].join(' ');

/** Every assumption: the rules that have it, the option and its default. */
const assumed: readonly OptionRow[] = [
  ['P-103', 'allowSyncHandler', true],
  ['P-104', 'handlerForms', ['module.exports']],
  ['P-107', 'sloppyGlobals', true],
  ['P-109', 'jsonBoundary', true],
  ['P-112', 'sourceScan', 'parsed'],
  ['P-123', 'requireAllowList', ['jsrsasign', 'xml-js', 'node:*']],
  ['P-130', 'scriptNetwork', 'open'],
  ['P-204', 'authVariablesKey', 'variables'],
  ['P-207', 'metaByteCount', 'utf8Json'],
  ['P-211', 'flowExtraKeys', {}],
  ['P-214', 'headerMultiValue', 'join'],
  ['P-304', 'nonStringPayload', 'encodeAndWarn'],
  ['P-309', 'missingReturnKey', 'keep'],
  ['P-310', 'returnedMaps', 'merge'],
  ['P-311', 'nonObjectReturn', 'warnAsEmpty'],
  ['P-312', 'consoleToRunLog', false],
  ['P-410', 'scriptPerPayload', true],
  ['P-412', 'scriptShapeVariables', 'merge'],
  ['P-421', 'mapPayloadForm', 'string'],
  ['P-422', 'mapMultiSource', 'jsonArray'],
  ['P-423', 'mapReturn', 'payload'],
  ['P-424', 'maxScriptsPerTransform', 15],
  ['P-425', 'mapRejectFloat', true],
  ['P-433', 'responsePayload', 'returnedElseRaw'],
  ['P-434', 'receivePayload', 'rawBody'],
  ['P-435', 'sendPayload', 'bySaveResponse'],
  ['P-437', 'responsePerPage', true],
  ['P-438', 'responseBeforePagination', true],
  ['P-452', 'preRequestForm', 'jsonRequest'],
  ['P-456', 'preRequestPerAttempt', true],
  ['P-457', 'preRequestThrow', 'retryThenFailAttempt'],
  ['P-463', 'paginationInputForm', 'jsonText'],
  ['P-465', 'paginationEndKeys', 'optional'],
  ['P-466', 'paginationMissingKey', 'reusePrevious'],
  ['P-468', 'paginationInvalid', 'failStep'],
  ['P-469', 'maxPages', 1000],
  ['P-472', 'staleTokenVisible', true],
  ['P-473', 'authPayloadForm', 'bodyString'],
  ['P-481', 'authPostPayload', 'responseBody'],
  ['P-482', 'tokenReturn', 'variables.token'],
  ['P-502', 'onStepRetriesExhausted', 'failFlow'],
  ['P-503', 'flowRetryVersion', 'same'],
  ['P-505', 'reauthCode', true],
  ['P-506', 'maxReauthPerRequest', 1],
  ['P-506', 'reauthExhausted', 'asCode1'],
  ['P-507', 'reauthCountsAsStepRetry', false],
  ['P-511', 'missingResponseCode', 0],
  ['P-512', 'invalidResponseCode', 'lenient'],
  ['P-513', 'responseScriptOnHttpError', true],
  ['P-514', 'continueRescuesHttpError', true],
  ['P-515', 'responseScriptOnConnectionError', false],
  ['P-521', 'httpErrorWithoutScript', 'failAttempt'],
  ['P-522', 'reauthOn401', false],
  ['P-523 P-604', 'responseScriptThrow', 'retry3ThenFailAttempt'],
  ['P-524 P-551', 'tryCatchCodes', [1]],
  ['P-525', 'messageLevel', { '0': 'INFO', '*': 'ERROR' }],
  ['P-526', 'failedAttemptPayload', 'discard'],
  ['P-561', 'keepStateOnRetry', true],
  ['P-562', 'keepPagesOnFailure', false],
  ['P-602', 'scriptRetries', 3],
  ['P-603', 'connectorRetries', 2],
  ['P-607', 'stepRetryDelayMs', 0],
  ['P-607', 'scriptRetryDelayMs', 0],
  ['P-608', 'connectorTimeoutMs', 30000],
  ['P-611', 'maxFlowRetries', 3],
  ['P-612', 'flowRetryDelayMs', 0],
  ['P-624', 'duplicateDelivery', false],
  ['P-703', 'scriptSizeLimitBytes', null],
  ['P-108 P-713', 'containerReuse', 'perRun'],
  ['P-714', 'largePayloadWarnBytes', 52428800],
  ['P-806', 'pinDrift', 'warn'],
  ['P-807', 'previousDeployed', 'inactive'],
  ['P-814', 'loginUrl', 'https://app.wearepatchworks.com/fabric/api/login'],
  ['P-814', 'loginField', 'username'],
  ['P-816', 'errorBody', 'message+errors'],
  ['P-817', 'apiRateLimit', null],
  ['P-822', 'createScriptFields', ['name', 'description', 'language', 'content']],
  ['P-828', 'deployPath', '/script-versions/{id}/deploy'],
  ['P-845', 'perPageCap', 100],
  ['P-846', 'languageId', 'node18'],
  ['P-850', 'nameFilter', 'partial'],
  ['P-852', 'deployPollMs', 2000],
  ['P-852', 'deployTimeoutMs', 300000],
  ['P-871', 'uploadRefusalStatus', 403],
  ['P-874', 'standInDeployMs', 200],
  ['P-875', 'strictIncludes', true],
  ['P-876', 'startReply', { data: { id: '<int>' } }],
  ['P-877', 'unknownRoute', 404],
];

/** Rules that repeat an option of another one. */
const repeated: readonly OptionRow[] = [
  ['P-560', 'responseBeforePagination', true],
  ['P-606', 'connectorRetries', 2],
  ['P-606', 'scriptRetries', 3],
];

describe('the rules of Patchworks', () => {
  it('are those that are known, each once, and no other', () => {
    expect(patchworks.rules.map(({ id }) => id).sort()).to.deep.equal(expandIds('P', known));
  });

  it('have an option and a default for everything that is assumed', () => {
    expect(optionsOf(patchworks.rules)).to.deep.equal(expandOptions([...assumed, ...repeated]));
  });

  it('are proved by a test that cites them, or say why they are not modelled', () => {
    const ofConnector = [connector.examples.setup, connector.antiExamples.setup].flat().map(({ shows }) => shows);
    const texts = [...readTests(import.meta.filename), ...readExamples(patchworks.hooks), ...ofConnector];

    const unproved = findUnproved(patchworks.rules, [...idsIn('P', texts), ...rowsIn('P', texts)]);
    expect(unproved, adviseUnproved(unproved)).to.deep.equal([]);
  });
});
