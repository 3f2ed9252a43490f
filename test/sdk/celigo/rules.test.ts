import { expect } from 'chai';
import { celigo } from '../../../sdk/celigo/index.ts';
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
} from '../rule-coverage.ts';

/** The ids of every rule that is known of the platform, those in a row by the first and the last. */
const known = [
  '001-016 101-114 120-125 130-131 140-143 150-155',
  '201-213 220-226 230-234 240-248 250-252 260-268 270-281 285-288 290-291 295-302 305-315',
  '320-339 345-347 350-359 365-373 401-405 410-418 430-435 440-444',
  '501-505 510-515 520-529 535-537 540-544 550-552 560-563',
  '601-624 630-636 640-656 660-666 701-718 801-817 850-857',
].join(' ');

/** Every assumption: the rules that have it, the option and its default. */
const assumed: readonly OptionRow[] = [
  ['C-012', 'nonJsonValues', 'serialise'],
  ['C-114', 'contextProfile', '2026'],
  ['C-124', 'importSettingsKey', 'import'],
  ['C-131', 'importJobType', 'import'],
  ['C-152', 'postResponseMapErrorSource', 'response_mapping'],
  ['C-153', 'thrownErrorCode', 'codeOrName'],
  ['C-154', 'throwErrorsPerRecord', true],
  ['C-224', 'preMapDataView', 'afterPreMap'],
  ['C-225 C-411', 'invalidElement', 'failPage'],
  ['C-234', 'unwrappedElement', 'failPage'],
  ['C-245', 'rereadResponseData', true],
  ['C-246', 'postSubmitOutcome', 'ignoredFirst'],
  ['C-248', 'droppedRecordsInResponseData', true],
  ['C-266', 'frozenRecords', false],
  ['C-275', 'filterResult', 'strict'],
  ['C-276', 'emptyBranchList', 'noBranch'],
  ['C-279', 'routerBadResult', 'error'],
  ['C-281', 'transformUndefined', 'error'],
  ['C-287', 'handleRequestThrowStatus', 500],
  ['C-291', 'contentRouterNull', 'unmatched'],
  ['C-322', 'languageLevel', 'es2020'],
  ['C-324', 'sjclVersion', '1.0.8'],
  ['C-326', 'asyncResult', 'fail'],
  ['C-331', 'optionsLogs', false],
  ['C-332', 'moduleState', 'perJob'],
  ['C-333', 'timeLimitMs', 300000],
  ['C-333', 'warnAfterMs', 30000],
  ['C-334', 'memoryLimitMb', null],
  ['C-337', 'maxPageBytes', 5242880],
  ['C-347 C-358', 'unmodelledApi', 'throw'],
  ['C-353', 'exportsRunResult', 'dataErrors'],
  ['C-356', 'importsRunResult', 'responses'],
  ['C-369', 'sloppyGlobals', true],
  ['C-414', 'offlineBehaviour', 'holdPage'],
  ['C-444', 'responseMappingMode', 'plainPaths'],
  ['C-513', 'inputKind', 'auto'],
  ['C-514', 'bareDataFill', false],
  ['C-515', 'strictInputJson', true],
  ['C-521', 'traceUnknownShapes', 'ignore'],
  ['C-522', 'extraStageNames', {}],
  ['C-524', 'testRunStageAliases', 'normalise'],
  ['C-525', 'traceGrouping', 'groupId'],
  ['C-526', 'traceStageMap', 'builtIn'],
  ['C-527', 'allowHoles', false],
  ['C-536', 'mockRecordArrays', true],
  ['C-537', 'strictMockLimits', false],
  ['C-541 C-543', 'retryRouteBody', 'object'],
  ['C-544', 'retryEntry', 'stepStart'],
  ['C-550', 'recorderChunkChars', 4000],
  ['C-602', 'tokenInfoBody', {}],
  ['C-603', 'rateBucket', 1000],
  ['C-603', 'rateRefillPerSecond', 300],
  [
    'C-606',
    'errorCodes',
    {
      '400': ['invalid_or_missing_json'],
      '401': ['unauthorized'],
      '404': ['not_found'],
      '422': ['missing_required_field', 'invalid_field'],
    },
  ],
  ['C-607', 'listPageSize', 100],
  ['C-608', 'nextPageSameHostOnly', true],
  ['C-609', 'emptyListStatus', 204],
  ['C-613', 'requireScriptContent', false],
  ['C-616', 'patchStatus', 204],
  ['C-618', 'dependenciesBody', 'grouped'],
  ['C-622', 'clearLogsStatus', 204],
  ['C-623', 'patchOps', ['add', 'replace', 'remove', 'test']],
  ['C-624', 'patchObjectStatus', 400],
  ['C-645', 'testRunPath', null],
  ['C-660', 'checkOrder', 'auth,rate,route,json,validation'],
  ['C-661', 'idFormat', 'hex24'],
  ['C-662', 'putReplacesAll', true],
  ['C-663', 'putUnknownStatus', 404],
  ['C-664', 'debugTooFarStatus', 422],
  ['C-665', 'deleteInUse', 'refuse'],
  ['C-666', 'faults', null],
  ['C-711', 'stackThrow', '500'],
  ['C-713', 'stackValidationStatus', 422],
];

describe('the rules of Celigo', () => {
  it('are those that are known, each once, and no other', () => {
    const ids = expandIds('C', known);

    expect(celigo.rules.map(({ id }) => id).sort()).to.deep.equal(ids);
    expect(ids).to.have.length(332);
  });

  it('have an option and a default for everything that is assumed', () => {
    expect(optionsOf(celigo.rules)).to.deep.equal(expandOptions(assumed));
  });

  it('are proved by a test that cites them, or say why they are not modelled', () => {
    const cited = idsIn('C', [...readTests(import.meta.filename), ...readExamples(celigo.hooks)]);

    const unproved = findUnproved(celigo.rules, cited);
    expect(unproved, adviseUnproved(unproved)).to.deep.equal([]);
  });
});
