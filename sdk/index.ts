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
  LanguageSupport,
  ModuleSupport,
  PlatformGlobal,
  Setup,
  Severity,
  SourcePosition,
  StoredError,
  Thrown,
} from './contract.ts';
export { defineContract } from './contract.ts';
export type { Delivered, Delivery, NextDelay, RetryMoment, RetryPolicy, Verdict } from './http/deliver.ts';
export { deliver } from './http/deliver.ts';
export type {
  AddressRules,
  Exchange,
  ExchangeFailure,
  ExchangeLimits,
  ExchangeOutcome,
  HttpHeader,
  HttpRequest,
  HttpResponse,
} from './http/exchange.ts';
export type {
  AnyHttpStep,
  Attempt,
  AttemptClass,
  Delay,
  GivenStep,
  HttpAction,
  HttpEvent,
  HttpStep,
  HttpStepMachine,
  HttpStepOutcome,
  LogLine,
  RenderHow,
  RenderOutcome,
  ScriptOutcome,
  ScriptPlace,
  Series,
  StepWorld,
} from './http/http-step.ts';
export { defineHttpStep } from './http/http-step.ts';
export { signatureProfiles } from './http/signatures/profiles.ts';
export type { SignOptions } from './http/signatures/sign.ts';
export { sign as signWebhook } from './http/signatures/sign.ts';
export type { SignatureProfile } from './http/signatures/signature-profile.ts';
export type { Verification, VerifyOptions } from './http/signatures/verify.ts';
export { verify as verifyWebhook } from './http/signatures/verify.ts';
export type { HttpSteps, Platform } from './platform.ts';
export type { ApiAnswer, ApiCall, ApiError, ApiReply, ApiRequest, ApiVerdict, PlatformApi } from './platform-api.ts';
export type { PlatformName } from './platforms.ts';
export { findContract, findHttpStep, findRule, platforms, recogniseContract } from './platforms.ts';
export type { Mark, Rule } from './rule.ts';
