import { apiBase } from '../publish/settings.ts';
import type { Respond } from './desk.ts';
import { listSteps, listTemplates } from './flow-steps.ts';
import type { StandInOptions } from './options.ts';
import { changeScript, createScript, listScripts, readScript } from './scripts.ts';
import { addVersion, deleteVersion, deployVersion, readVersion, uploadVersion } from './versions.ts';

/** A route of the Core API. */
export interface Route {
  readonly method: string;
  /** Matches the whole path; its groups are ids. */
  readonly path: RegExp;
  readonly respond: Respond;
}

/** The routes of the Core API that are imitated (P-820 to P-830). */
export function listRoutes({ deployPath }: Pick<StandInOptions, 'deployPath'>): readonly Route[] {
  const routes: readonly (readonly [method: string, path: string, respond: Respond])[] = [
    ['GET', '/scripts', listScripts],
    ['POST', '/scripts', createScript],
    ['GET', '/scripts/{id}', readScript],
    ['PATCH', '/scripts/{id}', changeScript],
    ['POST', '/scripts/{id}/script-versions', addVersion],
    ['GET', '/script-versions/{id}', readVersion],
    ['DELETE', '/script-versions/{id}', deleteVersion],
    ['POST', '/script-versions/{id}/upload', uploadVersion],
    ['POST', deployPath, deployVersion],
    ['GET', '/script-templates', listTemplates],
    ['GET', '/flow-versions/{id}/steps', listSteps],
  ];
  return routes.map(([method, path, respond]) => ({ method, path: toPattern(`${apiBase}${path}`), respond }));
}

function toPattern(path: string): RegExp {
  const parts = path.split('{id}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(\\d{1,15})')}$`);
}
