export type { StackAnswer, StackCallback, StackError, TokenPlaces } from '../stack-protocol.ts';
export type { BranchFilter, BranchFilterOptions } from './branch-filter.ts';
export { branchFilter } from './branch-filter.ts';
export type { Branching, BranchingOptions } from './branching.ts';
export { branching } from './branching.ts';
export type { ChangeEdition, ChangeEditionCallback, ChangeEditionOptions } from './change-edition.ts';
export { changeEdition } from './change-edition.ts';
export type { ConnectorInstaller } from './connector-installer.ts';
export { connectorInstaller } from './connector-installer.ts';
export type {
  ContentBasedFlowRouter,
  ContentBasedFlowRouterOptions,
  ContentBasedFlowRouterResult,
} from './content-based-flow-router.ts';
export { contentBasedFlowRouter } from './content-based-flow-router.ts';
export type {
  CeligoError,
  CeligoJob,
  CeligoSettings,
  ExportContext,
  ImportContext,
  RecordContext,
  StackContext,
  StepContext,
} from './context.ts';
export type { ElementResult } from './element-result.ts';
export type { FormInit, FormInitCallback, FormInitOptions, SettingsForm } from './form-init.ts';
export { formInit } from './form-init.ts';
export type { GetMappingMetadata } from './get-mapping-metadata.ts';
export { getMappingMetadata } from './get-mapping-metadata.ts';
export type { HandleRequest, HandleRequestOptions, HandleRequestResult } from './handle-request.ts';
export { handleRequest } from './handle-request.ts';
export type { InitChild, InitChildCallback, InitChildOptions } from './init-child.ts';
export { initChild } from './init-child.ts';
export type { InputFilter, InputFilterOptions } from './input-filter.ts';
export { inputFilter } from './input-filter.ts';
export type { InstallStep, InstallStepCallback, InstallStepOptions } from './install-step.ts';
export { installStep } from './install-step.ts';
export type { InstallerResult } from './installer-result.ts';
export type { IntegrationInstaller } from './integration-installer.ts';
export { integrationInstaller } from './integration-installer.ts';
export type { OutputFilter, OutputFilterOptions } from './output-filter.ts';
export { outputFilter } from './output-filter.ts';
export type { PersistSettings, PersistSettingsResult } from './persist-settings.ts';
export { persistSettings } from './persist-settings.ts';
export { celigo } from './platform.ts';
export type {
  PostAggregate,
  PostAggregateCallback,
  PostAggregateData,
  PostAggregateOptions,
} from './post-aggregate.ts';
export { postAggregate } from './post-aggregate.ts';
export type { PostMap, PostMapCallback, PostMapOptions } from './post-map.ts';
export { postMap } from './post-map.ts';
export type {
  PostResponseMap,
  PostResponseMapCallback,
  PostResponseMapOptions,
  StepResponse,
} from './post-response-map.ts';
export { postResponseMap } from './post-response-map.ts';
export type { PostSubmit, PostSubmitCallback, PostSubmitOptions } from './post-submit.ts';
export { postSubmit } from './post-submit.ts';
export type { PreMap, PreMapCallback, PreMapOptions } from './pre-map.ts';
export { preMap } from './pre-map.ts';
export type { PreSave, PreSaveCallback, PreSaveOptions } from './pre-save.ts';
export { preSave } from './pre-save.ts';
export type {
  PreSavePage,
  PreSavePageCallback,
  PreSavePageOptions,
  PreSavePageResult,
  PreSavePageStackOptions,
  RetryData,
} from './pre-save-page.ts';
export { preSavePage } from './pre-save-page.ts';
export type { PreUninstall } from './pre-uninstall.ts';
export { preUninstall } from './pre-uninstall.ts';
export type { RecordLevelOptions } from './record-level.ts';
export type { RefreshMetadata } from './refresh-metadata.ts';
export { refreshMetadata } from './refresh-metadata.ts';
export type { CeligoResource } from './resource.ts';
export type { ResponseItem } from './response-item.ts';
export type { Stack, StackFunction, StackFunctions, StackModule } from './stack/define-stack.ts';
export { defineStack } from './stack/define-stack.ts';
export { toCallbackForm, toReturnForm } from './stack/forms.ts';
export { answerStackCall } from './stack/host-stack.ts';
export type { StackLambdaContext, StackLambdaHandler } from './stack/lambda.ts';
export { makeLambdaHandler } from './stack/lambda.ts';
export type { StackBehaviour, StackCall, StackType } from './stack/protocol.ts';
export { unauthorizedAnswer } from './stack/protocol.ts';
export { findStackToken } from './stack/token.ts';
export type { StackFunctionOptions } from './stack-function.ts';
export type { NoResult, StackHook } from './stack-hook.ts';
export type { Transform, TransformOptions } from './transform.ts';
export { transform } from './transform.ts';
export type { Uninstaller } from './uninstaller.ts';
export { uninstaller } from './uninstaller.ts';
export type { Update, UpdateCallback, UpdateOptions } from './update.ts';
export { update } from './update.ts';
export type { WrapperExport, WrapperExportOptions, WrapperExportResult } from './wrapper-export.ts';
export { wrapperExport } from './wrapper-export.ts';
export type { WrapperImport, WrapperImportItem, WrapperImportOptions } from './wrapper-import.ts';
export { wrapperImport } from './wrapper-import.ts';
export type { WrapperPing, WrapperPingOptions, WrapperPingResult } from './wrapper-ping.ts';
export { wrapperPing } from './wrapper-ping.ts';
