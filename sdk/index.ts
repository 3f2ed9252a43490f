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
export type { HttpHeader } from './http/exchange.ts';
export { type SignatureProfileName, signatureProfiles } from './http/signatures/profiles.ts';
export { type SignOptions, sign } from './http/signatures/sign.ts';
export type { SignatureProfile } from './http/signatures/signature-profile.ts';
export { type Verification, type VerifyOptions, verify } from './http/signatures/verify.ts';
export type { Platform } from './platform.ts';
export type { PlatformName } from './platforms.ts';
export { findContract, findRule, platforms, recogniseContract } from './platforms.ts';
export type { Mark, Rule } from './rule.ts';
