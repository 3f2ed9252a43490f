import type { StackType } from './protocol.ts';

const plurals: Readonly<Record<string, string>> = {
  hook: 'hooks',
  wrapper: 'wrappers',
  setting: 'settings',
  utility: 'utilities',
};

/**
 * The part of a module that holds the functions of a type: `hooks`, `wrappers`, `settings` and `utilities`; any other type is
 * the name of its part (C-707).
 */
export function partOfType(type: string): string {
  return (Object.hasOwn(plurals, type) ? plurals[type] : undefined) ?? type;
}

const hookTypes: Readonly<Record<string, StackType>> = {
  preSavePage: 'hook',
  preMap: 'hook',
  postMap: 'hook',
  postSubmit: 'hook',
  postAggregate: 'hook',
  postResponseMap: 'hook',
  wrapperPing: 'wrapper',
  wrapperExport: 'wrapper',
  wrapperImport: 'wrapper',
  connectorInstaller: 'installer',
  integrationInstaller: 'installer',
  update: 'installer',
  preUninstall: 'uninstaller',
  uninstaller: 'uninstaller',
  persistSettings: 'setting',
  refreshMetadata: 'setting',
  changeEdition: 'setting',
  getMappingMetadata: 'setting',
};

/**
 * The type under which the platform asks a stack for a kind of hook (C-706), as far as a source says it: the 1.0 contract
 * sorts hooks, wrappers, installers and settings. Null for the others, such as formInit: they are found without a type.
 */
export function stackTypeOf(hook: string): StackType | null {
  return (Object.hasOwn(hookTypes, hook) ? hookTypes[hook] : undefined) ?? null;
}
