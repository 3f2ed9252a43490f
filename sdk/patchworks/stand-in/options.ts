import type { Assumption, Assumptions, JsonValue } from '../../contract.ts';
import { publishAssumptions } from '../publish/settings.ts';

/** What no source says of the Core API, as far as it concerns who answers. */
export const standInAssumptions = {
  previousDeployed: { rule: 'P-807', default: 'inactive', choices: ['inactive', 'deployed'] },
  errorBody: { rule: 'P-816', default: 'message+errors', choices: ['message+errors', 'message'] },
  /** Requests a minute; null: no limit. */
  apiRateLimit: { rule: 'P-817', default: null },
  createScriptFields: publishAssumptions.createScriptFields,
  deployPath: publishAssumptions.deployPath,
  perPageCap: { rule: 'P-845', default: 100 },
  nameFilter: { rule: 'P-850', default: 'partial', choices: ['partial', 'exact'] },
  uploadRefusalStatus: { rule: 'P-871', default: 403 },
  standInDeployMs: { rule: 'P-874', default: 200 },
  strictIncludes: { rule: 'P-875', default: true, choices: [true, false] },
  unknownRoute: { rule: 'P-877', default: 404 },
} as const satisfies Readonly<Record<string, Assumption>>;

/** The chosen options of the stand-in. */
export interface StandInOptions {
  readonly formerStatus: 'Inactive' | 'Deployed';
  readonly hasErrors: boolean;
  /** Requests a minute; null: no limit. */
  readonly rateLimit: number | null;
  readonly createFields: readonly string[];
  /** Below the base, with `{id}`. */
  readonly deployPath: string;
  readonly perPageCap: number;
  readonly matchesParts: boolean;
  readonly uploadRefusal: number;
  readonly deployMs: number;
  readonly isStrict: boolean;
  readonly unknownRoute: number;
}

/** Reads options; a value that makes no sense is as if nobody had set it. */
export function readOptions(chosen: Assumptions): StandInOptions {
  const preset = standInAssumptions;
  const fields = chosen['createScriptFields'];
  const deployPath = chosen['deployPath'];
  return {
    formerStatus: chosen['previousDeployed'] === 'deployed' ? 'Deployed' : 'Inactive',
    hasErrors: chosen['errorBody'] !== 'message',
    rateLimit: isWhole(chosen['apiRateLimit'], 1) ? chosen['apiRateLimit'] : preset.apiRateLimit.default,
    createFields: Array.isArray(fields)
      ? fields.filter((field) => typeof field === 'string')
      : preset.createScriptFields.default,
    deployPath: typeof deployPath === 'string' && deployPath.includes('{id}') ? deployPath : preset.deployPath.default,
    perPageCap: isWhole(chosen['perPageCap'], 1) ? chosen['perPageCap'] : preset.perPageCap.default,
    matchesParts: chosen['nameFilter'] !== 'exact',
    uploadRefusal: asStatus(chosen['uploadRefusalStatus']) ?? preset.uploadRefusalStatus.default,
    deployMs: isWhole(chosen['standInDeployMs'], 0) ? chosen['standInDeployMs'] : preset.standInDeployMs.default,
    isStrict: chosen['strictIncludes'] !== false,
    unknownRoute: asStatus(chosen['unknownRoute']) ?? preset.unknownRoute.default,
  };
}

function isWhole(value: JsonValue | undefined, least: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}

function asStatus(value: JsonValue | undefined): number | undefined {
  return isWhole(value, 400) && value <= 599 ? value : undefined;
}
