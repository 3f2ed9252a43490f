/**
 * What the types of Celigo's hooks promise authors, checked by tsc alone: every line under `@ts-expect-error` must be
 * refused. Nothing here runs.
 */
import type {
  BranchFilter,
  Branching,
  CeligoError,
  ChangeEdition,
  ConnectorInstaller,
  ContentBasedFlowRouter,
  FormInit,
  FormInitCallback,
  GetMappingMetadata,
  HandleRequest,
  InitChild,
  InputFilter,
  InstallStep,
  InstallStepCallback,
  IntegrationInstaller,
  OutputFilter,
  PersistSettings,
  PostAggregate,
  PostAggregateCallback,
  PostMap,
  PostMapCallback,
  PostResponseMap,
  PostResponseMapCallback,
  PostSubmit,
  PostSubmitCallback,
  PostSubmitOptions,
  PreMap,
  PreMapCallback,
  PreMapOptions,
  PreSave,
  PreSaveCallback,
  PreSavePage,
  PreSavePageCallback,
  PreUninstall,
  RefreshMetadata,
  ResponseItem,
  Transform,
  Uninstaller,
  Update,
  WrapperExport,
  WrapperImport,
  WrapperPing,
} from '../../../sdk/celigo/index.ts';
import { branching, postSubmit, preMap } from '../../../sdk/celigo/index.ts';

interface Order {
  orderNo: string;
  country: string;
}
interface Line {
  sku: string;
  qty: number;
}
interface ErpItem {
  item: string;
}
interface Written {
  internalId: number;
}

// postSubmit

export const passesThrough: PostSubmit = (options) => options.responseData;

export const knowsItsRecords: PostSubmit<Order, ErpItem, Written> = (options) =>
  options.responseData.map((item, index) => {
    const order: string | undefined = options.preMapData[index]?.orderNo;
    const submitted: string | undefined = options.postMapData[index]?.item;
    const id: number | undefined = item._json?.internalId;
    if (order === undefined || submitted === undefined) return item;
    return id === undefined
      ? { ...item, statusCode: 422, errors: [{ code: 'NO_ID', message: order }] }
      : { ...item, id };
  });

export const editsInPlace: PostSubmit = (options) => {
  for (const item of options.responseData) {
    item.statusCode = 200;
    item.errors = [];
    delete item.ignored;
  }
  return options.responseData;
};

/** What the platform always passes is always there (C-101, C-103, C-106); the job is not (C-109). */
export const readsContext: PostSubmit = (options) => {
  const ids: string[] = [options._flowId, options._integrationId, options._connectionId, options._importId];
  const warehouse: unknown = options.settings.flow?.['warehouse'];
  const parent: string | undefined = options.job?.parentJob?._id;
  void [ids, warehouse, parent];
  return options.responseData;
};

export const stack: PostSubmitCallback<Order> = (options, callback) => {
  const token: string = options.bearerToken;
  if (token === '') return callback(new Error('no token'));
  callback(null, options.responseData);
};

// @ts-expect-error a promise is not awaited (C-326)
export const isAsync: PostSubmit = async (options) => options.responseData;

// @ts-expect-error an object that holds the array is not the array (C-010)
export const returnsObject: PostSubmit = (options) => ({ responseData: options.responseData });

// @ts-expect-error nothing is returned (C-244)
export const returnsNothing: PostSubmit = () => {};

// @ts-expect-error 500 is no status of a record (C-011)
export const badStatus: ResponseItem = { statusCode: 500 };

// @ts-expect-error an error needs its message (C-140)
export const noMessage: ResponseItem = { statusCode: 422, errors: [{ code: 'X' }] };

// @ts-expect-error absent is not null (C-113)
export const nullIgnored: ResponseItem = { statusCode: 200, ignored: null };

export function scriptHasNoToken(options: PostSubmitOptions): unknown {
  // @ts-expect-error only the stack form has a token (C-110)
  return options.bearerToken;
}

export function guardsErrors(item: ResponseItem): number {
  // @ts-expect-error errors may be missing (C-243)
  return item.errors.length;
}

export function readsError(error: CeligoError): unknown {
  // @ts-expect-error the trace key is part of the retry data, not of the error (C-141)
  void error.traceKey;
  // @ts-expect-error what the platform adds when it stores the error is not there yet (C-143)
  return error.occurredAt;
}

export const facts: { readonly records: number } = postSubmit.facts(
  {
    preMapData: [],
    postMapData: [],
    responseData: [],
  },
  {},
);

// preSavePage

/** The id of the export is always there (C-102), what only some exports have is not (C-113, C-201). */
export const savesPage: PreSavePage<Line, { sku: string }> = (options) => {
  const first: string | null | undefined = options.lastExportDateTime;
  const page: number = options.pageIndex;
  const stage: string | undefined = options.retryData?.['rk-1']?.stage;
  const file: string | undefined = options.files?.[0]?.fileMeta.fileName;
  void [first, page, stage, file, options._exportId, options.settings.export];
  return { data: options.data.map(({ sku }) => ({ sku })), errors: options.errors, abort: page > 2 };
};

export const savesGroups: PreSavePage<Line[], Line> = ({ data, errors }) => ({ data: data.flat(), errors });

export const addsErrors: PreSavePage<Line, Line> = ({ data, errors }) => ({
  data,
  errors,
  newErrorsAndRetryData: data.map((line) => ({ retryData: line, errors: [{ code: 'NO_STOCK', message: line.sku }] })),
});

/** A stack gets dates as Date objects (C-210), and some know that they are in a preview (C-112). */
export const savesPageOnStack: PreSavePageCallback<Line, Line> = (options, callback) => {
  const since: number | undefined = options.lastExportDateTime?.getTime();
  const preview: boolean | undefined = options.preview;
  void [since, preview, options.bearerToken];
  callback(null, { data: options.data, errors: options.errors });
};

// @ts-expect-error the records alone are no result (C-203)
export const savesRecords: PreSavePage<Line> = (options) => options.data;

// @ts-expect-error errors are part of the result (C-203)
export const savesNoErrors: PreSavePage<Line> = ({ data }) => ({ data });

// @ts-expect-error abort is a boolean (C-207)
export const savesAbort: PreSavePage<Line> = ({ data, errors }) => ({ data, errors, abort: 'true' });

// @ts-expect-error the records that go on have the author's own type
export const savesOther: PreSavePage<Line, ErpItem> = ({ data, errors }) => ({ data, errors });

// @ts-expect-error a promise is not awaited (C-326)
export const savesLater: PreSavePage<Line> = async ({ data, errors }) => ({ data, errors });

export const readsDate: PreSavePage<Line> = ({ data, errors, lastExportDateTime }) => {
  // @ts-expect-error in a script the date is an ISO text (C-209)
  lastExportDateTime?.getTime();
  return { data, errors };
};

// preMap

export const decides: PreMap<Line, { item: string }> = (options) =>
  options.data.map(({ sku, qty }) => {
    if (qty === 0) return {};
    if (sku === '') return { data: null, errors: [{ code: 'NO_SKU', message: `of ${options._importId}` }] };
    return { data: { item: sku } };
  });

export const decidesOnStack: PreMapCallback<Line> = (options, callback) =>
  callback(
    null,
    options.data.map((data) => ({ data })),
  );

// @ts-expect-error that is the result of preSavePage (C-853)
export const mapsPage: PreMap<Line> = (options) => ({ data: options.data, errors: [] });

// @ts-expect-error a record must be wrapped: {data: record} (C-234)
export const mapsBare: PreMap<Line> = (options) => options.data;

// @ts-expect-error null is no element (C-225)
export const mapsNull: PreMap<Line> = (options) => options.data.map(() => null);

// @ts-expect-error errors are a list (C-009)
export const mapsError: PreMap<Line> = (options) => options.data.map(() => ({ errors: { code: 'X', message: 'no' } }));

// @ts-expect-error nothing is returned (C-220)
export const mapsNothing: PreMap<Line> = () => {};

export function mapsWithToken(options: PreMapOptions<Line>): unknown {
  // @ts-expect-error only the stack form has a token (C-110)
  return options.bearerToken;
}

// @ts-expect-error a stack calls back with one element for each record (C-220)
export const mapsOnStack: PreMapCallback<Line> = (options, callback) => callback(null, { data: options.data });

export const preMapFacts: { readonly records: number } = preMap.facts({ data: [{}] }, {});

// postMap

export const addsLocation: PostMap<Line, ErpItem, ErpItem & { location: string }> = (options) =>
  options.postMapData.map((item, index) => {
    const line: string | undefined = options.preMapData[index]?.sku;
    const errors: CeligoError[] = line === item.item ? [] : [{ code: 'OTHER', message: item.item }];
    return { data: { ...item, location: 'LEEDS' }, errors };
  });

export const addsLocationOnStack: PostMapCallback<Line, ErpItem> = (options, callback) =>
  callback(
    null,
    options.postMapData.map((data) => ({ data })),
  );

// @ts-expect-error a mapped record must be wrapped: {data: record} (C-234)
export const changesBare: PostMap<Line, ErpItem> = (options) => options.postMapData.map((item) => ({ ...item }));

// @ts-expect-error the data has the author's own type
export const changesOther: PostMap<Line, ErpItem, ErpItem> = (o) => o.preMapData.map((line) => ({ data: line }));

export const readsMapped: PostMap<Line, ErpItem> = (options) => {
  // @ts-expect-error the name is postMapData (C-230)
  void options.mappedData;
  return [];
};

// postAggregate

export const logsFile: PostAggregate<{ fileName: string }> = ({ postAggregateData, _importId }) => {
  console.log(postAggregateData.success ? postAggregateData._json.fileName : postAggregateData.message, _importId);
};

export const logsInOneLine: PostAggregate = ({ postAggregateData }) => console.log(postAggregateData.code);

function logsElsewhere(): void {}
export const logsAsDeclared: PostAggregate = logsElsewhere;

export const logsOnStack: PostAggregateCallback = (_options, callback) => callback(null);

// @ts-expect-error nothing that is returned is read (C-251)
export const returnsData: PostAggregate = ({ postAggregateData }) => postAggregateData;

// @ts-expect-error a promise is not awaited (C-326)
export const logsLater: PostAggregate = async () => {};

export const changesFile: PostAggregate<{ fileName: string }> = ({ postAggregateData }) => {
  // @ts-expect-error a change of it is not read (C-251)
  postAggregateData.success = true;
};

// postResponseMap

export const addsStock: PostResponseMap<Order, { stock: number }, Written, Order & { stock: number }> = (options) =>
  options.postResponseMapData.map((order, index) => {
    const answer = options.responseData[index];
    const id: number | undefined = answer?._json?.internalId;
    void [id, options.oneToMany, options._exportId];
    return { ...order, stock: answer?.data?.[0]?.stock ?? 0 };
  });

export const addsStockOnStack: PostResponseMapCallback<Order> = (options, callback) =>
  callback(null, options.postResponseMapData);

// @ts-expect-error an object that holds the records is not the array (C-010, C-261)
export const returnsHolder: PostResponseMap<Order> = (options) => ({ data: options.postResponseMapData });

// @ts-expect-error nothing is returned (C-261)
export const returnsNoRecords: PostResponseMap<Order> = () => {};

export const guardsData: PostResponseMap<Order, { stock: number }> = (options) =>
  // @ts-expect-error an import's answer has no data (C-260)
  options.responseData.map((answer) => answer.data.length);

// transform, filters, branching

export const renames: Transform<Line, ErpItem> = ({ record, settings }) => ({ item: `${record.sku}${settings.flow}` });

// @ts-expect-error a transform must return the record (C-281)
export const transformsNothing: Transform<Line> = () => {};

// @ts-expect-error a text is no record (C-270)
export const transformsToText: Transform<Line> = ({ record }) => record.sku;

// @ts-expect-error the new record has the author's own type
export const transformsOther: Transform<Line, ErpItem> = ({ record }) => record;

export const transformsPage: Transform<Line> = (options) => {
  // @ts-expect-error a transform is called with one record, not with a page (C-270)
  void options.data;
  return options.record;
};

export const keeps: InputFilter<Line> = ({ record }) => record.qty > 0;

// @ts-expect-error the word for true is not true (C-275)
export const keepsByWord: InputFilter<Line> = () => 'true';

// @ts-expect-error a filter returns true or false, not the record (C-275)
export const keepsRecord: InputFilter<Line> = ({ record }) => record;

export const keepsNew: OutputFilter<{ updatedAt: string }> = ({ record, pageIndex, lastExportDateTime }) =>
  pageIndex === 0 || !lastExportDateTime || record.updatedAt > lastExportDateTime;

// @ts-expect-error a filter returns true or false (C-275)
export const keepsByNumber: OutputFilter<Line> = ({ record }) => record.qty;

export const takesBranch: BranchFilter<Order> = ({ record }) => record.country === 'GB';

// @ts-expect-error undefined is neither true nor false (C-275)
export const takesMaybe: BranchFilter<Partial<Order>> = ({ record }) => record.country && true;

export const takesNoPage: BranchFilter<Order> = (options) => {
  // @ts-expect-error only an output filter is passed the number of the page (C-272)
  return options.pageIndex === 0;
};

export const routes: Branching<Order> = ({ record }) => (record.country === 'GB' ? [0] : [1, 2]);

// @ts-expect-error indices are numbers (C-279)
export const routesByText: Branching<Order> = () => ['0'];

// @ts-expect-error one index is not the list of them (C-273)
export const routesByIndex: Branching<Order> = () => 0;

// @ts-expect-error null is no list (C-279)
export const routesNowhere: Branching<Order> = () => null;

export const branchingFacts: { readonly branches: number | null } = branching.facts({ record: {} }, { branches: 2 });

// handleRequest, contentBasedFlowRouter

export const answers: HandleRequest<Order> = ({ method, headers, queryString, body, rawBody, pathParams }) => {
  void [headers['x-key'], queryString['dry'], rawBody, pathParams?.['id']];
  if (method !== 'POST' || body === undefined) return { statusCode: 405 };
  return { statusCode: 202, headers: { 'x-order': body.orderNo }, body: { accepted: true } };
};

// @ts-expect-error the status is called statusCode (C-286)
export const answersByStatus: HandleRequest = () => ({ status: 202 });

// @ts-expect-error the status is a number (C-286)
export const answersByText: HandleRequest = () => ({ statusCode: '202' });

// @ts-expect-error a body is a text or an object (C-286)
export const answersByNumber: HandleRequest = () => ({ statusCode: 200, body: 17 });

export const readsBody: HandleRequest<Order> = ({ body }) => {
  // @ts-expect-error the body may be missing (C-285)
  return { statusCode: 200, body: body.orderNo };
};

export const enters: ContentBasedFlowRouter = ({ httpHeaders, rawMessageBody }) => {
  if (rawMessageBody === '') return null;
  if (httpHeaders['as2-from'] !== 'ALDERFINCH') throw new Error('unknown partner');
  return { _flowId: '65a0000000000000000000b1', _exportId: '65a0000000000000000000f1' };
};

// @ts-expect-error the keys begin with an underscore (C-290)
export const entersBySlip: ContentBasedFlowRouter = () => ({ flowId: 'f', exportId: 'e' });

// @ts-expect-error both ids are needed (C-290)
export const entersHalf: ContentBasedFlowRouter = () => ({ _flowId: 'f' });

// Forms, saving, installing

export const drawsForm: FormInit = ({ resource, sandbox }) => {
  const form = resource.settingsForm?.form ?? {};
  return { ...form, fieldMap: { ...form.fieldMap, sandbox: { id: 'sandbox', defaultValue: sandbox } } };
};

export const drawsFormOnStack: FormInitCallback = ({ resource }, callback) =>
  callback(null, resource.settingsForm?.form ?? {});

// @ts-expect-error a form must be returned (C-295)
export const drawsNothing: FormInit = () => {};

// @ts-expect-error a form may be missing (C-295)
export const drawsStored: FormInit = ({ resource }) => resource.settingsForm.form;

export const trims: PreSave<{ name: string }> = ({ newResource, oldResource }) => {
  if (newResource.name === oldResource?.name) throw new Error('nothing to save');
  return { ...newResource, name: newResource.name.trim() };
};

export const trimsOnStack: PreSaveCallback<{ name: string }> = ({ newResource }, callback) =>
  callback(null, newResource);

// @ts-expect-error the resource must be returned (C-296)
export const savesNothing: PreSave<{ name: string }> = () => {};

// @ts-expect-error the resource itself is returned, not a word on it (C-296)
export const savesTrue: PreSave<{ name: string }> = () => true;

export const installs: InstallStep<{ region: string }> = ({ formSubmission, resource, _connectionId }) => {
  if (formSubmission?.region === undefined) throw new Error(`no region for ${String(resource['name'])}`);
  void _connectionId;
};

export const installsOnStack: InstallStepCallback = (_options, callback) => callback(null);

// @ts-expect-error a step returns nothing (C-297)
export const installsResult: InstallStep = () => ({ success: true });

// @ts-expect-error a step may have no form (C-297)
export const installsRegion: InstallStep<{ region: string }> = ({ formSubmission }) => void formSubmission.region;

export const makesChild: InitChild = ({ parentIntegration }) => ({ name: `${String(parentIntegration['name'])} 2` });

// @ts-expect-error the child must be returned (C-298)
export const makesNothing: InitChild = () => {};

// @ts-expect-error a name is no integration (C-298)
export const makesName: InitChild = () => 'Alder shop 2';

export const updates: Update = ({ resource, license }) => console.log(resource['_id'], license?.['tier']);

// @ts-expect-error update returns nothing (C-299)
export const updatesResult: Update = ({ resource }) => resource;

export const changesEdition: ChangeEdition = ({ fromEdition, toEdition, integration }) => {
  if (fromEdition === toEdition) throw new Error(`${String(integration['_id'])} is ${toEdition} already`);
};

// @ts-expect-error changeEdition returns nothing (C-300)
export const changesToText: ChangeEdition = ({ toEdition }) => toEdition;

// Stacks only

export const pings: WrapperPing<{ host: string }, { key: string }> = ({ connection, bearerToken }, callback) => {
  void bearerToken;
  if (connection.unencrypted.host === '') return callback(new Error('no host'));
  callback(null, { statusCode: connection.encrypted.key === '' ? 401 : 200 });
};

// @ts-expect-error 403 is not said by a wrapper (C-011, C-305)
export const pingsForbidden: WrapperPing = (_options, callback) => callback(null, { statusCode: 403 });

export const exportsPages: WrapperExport<Line, { page: number }> = ({ state, delta, test }, callback) => {
  const page = state?.page ?? 1;
  void [delta?.lastExecutionTime, test?.limit];
  callback(null, { data: [{ sku: 'A', qty: page }], lastPage: page === 3, state: { page: page + 1 } });
};

// @ts-expect-error the records are called data (C-306)
export const exportsRecords: WrapperExport<Line> = (_options, callback) => callback(null, { records: [] });

// @ts-expect-error the state has the author's own type
export const exportsState: WrapperExport<Line, number> = (_o, callback) => callback(null, { data: [], state: '2' });

export const exportsOffline: WrapperExport = (_options, callback) => callback(null, { connectionOffline: true });

// @ts-expect-error only a connection that is offline has no data (C-306)
export const exportsOnline: WrapperExport = (_options, callback) => callback(null, { connectionOffline: false });

export const importsPage: WrapperImport<Line, ErpItem> = ({ postMapData }, callback) =>
  callback(
    null,
    postMapData.map(({ item }) => (item === '' ? { statusCode: 422, errors: [] } : { statusCode: 200, id: item })),
  );

// @ts-expect-error one element for each record, not one for the page (C-308)
export const importsOnce: WrapperImport<Line, ErpItem> = (_options, callback) => callback(null, { statusCode: 200 });

// @ts-expect-error an element has a status (C-308)
export const importsIds: WrapperImport<Line, ErpItem> = (_options, callback) => callback(null, [{ id: 7 }]);

export const installsConnector: ConnectorInstaller = (options, callback) =>
  callback(null, { success: options['license'] !== undefined, stepsToUpdate: [] });

// @ts-expect-error an installer says whether it went well (C-302)
export const installsSteps: ConnectorInstaller = (_options, callback) => callback(null, { stepsToUpdate: [] });

export const installsIntegration: IntegrationInstaller = (_options, callback) => callback(new Error('no license'));

// @ts-expect-error an installer calls back with an object (C-302)
export const installsTrue: IntegrationInstaller = (_options, callback) => callback(null, true);

export const persists: PersistSettings = (_options, callback) => callback(null, { success: true, pending: {} });

// @ts-expect-error success is a boolean (C-302)
export const persistsText: PersistSettings = (_options, callback) => callback(null, { success: 'true' });

export const undocumented: readonly [PreUninstall, Uninstaller, RefreshMetadata, GetMappingMetadata] = [
  (_options, callback) => callback(null),
  (_options, callback) => callback(null, {}),
  (_options, callback) => callback(null, { fields: [] }),
  (_options, callback) => callback(null, []),
];

// @ts-expect-error a stack answers through its callback (C-004)
export const preUninstallReturns: PreUninstall = (options: { bearerToken: number }) => options;

// @ts-expect-error the first argument is options, not the callback
export const uninstallerSwaps: Uninstaller = (callback: () => void) => callback();

// @ts-expect-error bearerToken is a text (C-110)
export const refreshesByNumber: RefreshMetadata = ({ bearerToken }, callback) => callback(null, bearerToken * 2);

// @ts-expect-error there is no third argument
export const mapsByThree: GetMappingMetadata = (_options, _callback, third: unknown) => void third;
