import type { Issue } from '../../contract.ts';
import type { GivenStep } from '../../http/http-step.ts';
import { toPointer } from '../../json-pointer.ts';
import { type ConnectorInput, type ConnectorSetup, type Place, pinnedPlace, placeNames } from './setup.ts';

type Given = GivenStep<ConnectorSetup, ConnectorInput>;

/** What is wrong or doubtful with a connector's configuration; paths point into `setup`. */
export function checkSetup(given: Given): readonly Issue[] {
  return [
    ...checkPlaces(given),
    ...checkAuthentication(given),
    ...checkPagination(given),
    ...checkPins(given),
    ...checkBody(given),
  ];
}

function isAttached({ has }: Given, place: Place): boolean {
  return has(place) || has(pinnedPlace(place));
}

/** P-440: which of two scripts is ignored. */
function checkPlaces(given: Given): readonly Issue[] {
  if (!isAttached(given, 'response-script') || !isAttached(given, 'post-request')) return [];
  const endpoint = given.setup.endpoint.name ?? 'the endpoint';
  return [
    {
      code: 'no-effect',
      rule: 'P-440',
      severity: 'info',
      path: '/endpoint',
      message: `the shape has a response-script, so the post-request script of ${endpoint} is not called; merge both into the shape's script if both are meant`,
    },
  ];
}

function checkAuthentication(given: Given): readonly Issue[] {
  const { setup } = given;
  const idle = (['auth-pre', 'auth-post'] as const).filter((place) => isAttached(given, place));
  const request = setup.authentication?.request;
  const issues =
    request === undefined
      ? idle.map((place) =>
          doubt('P-470', '/authentication', `${place} is never called: there is no authentication request`),
        )
      : [];
  const texts = [setup.endpoint.url, setup.endpoint.body ?? '', ...Object.values(setup.endpoint.headers ?? {})];
  const wantsToken = texts.some((text) => /\{\{ {0,9}token {0,9}\}\}/.test(text));
  const isTokenVariable = Object.hasOwn(setup.authentication?.variables ?? {}, 'token');
  const givesToken =
    request !== undefined && (setup.authentication?.token !== undefined || isAttached(given, 'auth-post'));
  if (!wantsToken || isTokenVariable || givesToken) return issues;
  return [
    ...issues,
    doubt(
      'P-482',
      '/endpoint',
      '{{token}} stays empty: no authentication gives one; set authentication.token or attach auth-post',
    ),
  ];
}

function checkPagination(given: Given): readonly Issue[] {
  const { pagination } = given.setup.endpoint;
  const hasScript = isAttached(given, 'pagination');
  if (pagination?.kind === 'script' && !hasScript) {
    return [
      wrong('P-460', '/endpoint/pagination', 'pagination is by script, and none is attached at the place pagination'),
    ];
  }
  if (pagination === undefined || pagination.kind === 'script' || !hasScript) return [];
  return [
    doubt('P-460', '/endpoint/pagination', `the pagination script is never called: pagination is ${pagination.kind}`),
  ];
}

/** P-803, P-806: a pinned place that does not run what the local file is. */
function checkPins(given: Given): readonly Issue[] {
  const { setup, assumptions } = given;
  return Object.entries(setup.versions ?? {}).flatMap(([name, pin]) => {
    const path = toPointer(['versions', name]);
    const place = placeNames.find((candidate) => candidate === name);
    if (place === undefined) {
      return [wrong('P-803', path, `there is no place for scripts called ${name}; there are ${placeNames.join(', ')}`)];
    }
    if (assumptions['pinDrift'] === 'ignore' || pin.recorded === pin.version) return [];
    const local = pin.recorded === undefined ? 'the local file' : `the local file, which is version ${pin.recorded},`;
    const hasPinned = given.has(pinnedPlace(place));
    const effect = hasPinned
      ? `version ${pin.version} runs, not ${local.replace(/,$/, '')}`
      : `${local} runs here, while the platform runs version ${pin.version}`;
    const advice = hasPinned ? '' : `, or attach that version at ${pinnedPlace(place)}`;
    return [
      doubt(
        'P-806',
        path,
        `${place} is pinned to version ${pin.version}: ${effect}; pick the new version on the platform${advice}`,
      ),
    ];
  });
}

/** H-204: such a request cannot be sent. */
function checkBody({ setup: { endpoint } }: Given): readonly Issue[] {
  const takesBody = !['GET', 'HEAD'].includes(endpoint.method.toUpperCase());
  if (takesBody || endpoint.body === undefined || endpoint.body === null) return [];
  return [wrong('H-204', '/endpoint/body', `a ${endpoint.method.toUpperCase()} request cannot carry a body`)];
}

function doubt(rule: string, path: string, message: string): Issue {
  return { code: 'doubtful-setup', rule, severity: 'warning', path, message };
}

function wrong(rule: string, path: string, message: string): Issue {
  return { code: 'wrong-setup', rule, severity: 'error', path, message };
}
