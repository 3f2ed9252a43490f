import { noHttpSteps, type Platform } from '../platform.ts';
import { branchFilter } from './branch-filter.ts';
import { branching } from './branching.ts';
import { changeEdition } from './change-edition.ts';
import { connectorInstaller } from './connector-installer.ts';
import { contentBasedFlowRouter } from './content-based-flow-router.ts';
import { formInit } from './form-init.ts';
import { getMappingMetadata } from './get-mapping-metadata.ts';
import { handleRequest } from './handle-request.ts';
import { initChild } from './init-child.ts';
import { inputFilter } from './input-filter.ts';
import { installStep } from './install-step.ts';
import { integrationInstaller } from './integration-installer.ts';
import { outputFilter } from './output-filter.ts';
import { persistSettings } from './persist-settings.ts';
import { exportStep } from './pipeline/export-step.ts';
import { importStep } from './pipeline/import-step.ts';
import { postAggregate } from './post-aggregate.ts';
import { postMap } from './post-map.ts';
import { postResponseMap } from './post-response-map.ts';
import { postSubmit } from './post-submit.ts';
import { preMap } from './pre-map.ts';
import { preSave } from './pre-save.ts';
import { preSavePage } from './pre-save-page.ts';
import { preUninstall } from './pre-uninstall.ts';
import { refreshMetadata } from './refresh-metadata.ts';
import { celigoRules } from './rules.ts';
import { functionInput } from './sources/function-input.ts';
import { mockOutput } from './sources/mock-output.ts';
import { recorderHook } from './sources/recorder.ts';
import { retryData } from './sources/retry-data.ts';
import { scriptLog } from './sources/script-log.ts';
import { flowTrace } from './sources/trace.ts';
import { celigoStack } from './stack/stack-protocol.ts';
import { transform } from './transform.ts';
import { uninstaller } from './uninstaller.ts';
import { update } from './update.ts';
import { wrapperExport } from './wrapper-export.ts';
import { wrapperImport } from './wrapper-import.ts';
import { wrapperPing } from './wrapper-ping.ts';

/** Celigo integrator.io. */
export const celigo: Platform = {
  name: 'celigo',
  title: 'Celigo integrator.io',
  hooks: [
    // Exports and imports, in the order in which a page meets them (C-015, C-016).
    transform,
    outputFilter,
    preSavePage,
    inputFilter,
    preMap,
    postMap,
    postSubmit,
    postAggregate,
    postResponseMap,
    // Routers, APIs and connections.
    branchFilter,
    branching,
    handleRequest,
    contentBasedFlowRouter,
    // Forms, saving and installing.
    formInit,
    preSave,
    installStep,
    initChild,
    update,
    changeEdition,
    // Stacks only: wrappers and the 1.0 contract.
    wrapperPing,
    wrapperExport,
    wrapperImport,
    connectorInstaller,
    integrationInstaller,
    preUninstall,
    uninstaller,
    persistSettings,
    refreshMetadata,
    getMappingMetadata,
  ],
  steps: [importStep, exportStep],
  httpSteps: noHttpSteps,
  sources: [flowTrace, functionInput, mockOutput, retryData, scriptLog],
  recorders: [recorderHook],
  rules: celigoRules,
  stack: celigoStack,
  publisher: async () => (await import('./publish/publisher.ts')).celigoPublisher,
  standIn: async () => (await import('./stand-in/stand-in.ts')).celigoStandIn,
  assumptions: celigoStack.assumptions,
};
