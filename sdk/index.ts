export type { FindingCode } from './codes.ts';
export { findingCodes } from './codes.ts';
export type {
  AntiExample,
  AnyContract,
  Assumption,
  Assumptions,
  CallForm,
  Check,
  Contract,
  ContractLimits,
  ContractRules,
  Example,
  FailureScope,
  Finding,
  Issue,
  JsonValue,
  ModuleSupport,
  PlatformGlobal,
  Setup,
  Severity,
  SourcePosition,
  StoredError,
  Thrown,
} from './contract.ts';
export { defineContract } from './contract.ts';
export type { Platform } from './platform.ts';
export type { PlatformName } from './platforms.ts';
export { findContract, findRule, platforms, recogniseContract } from './platforms.ts';
export type { Mark, Rule } from './rule.ts';
