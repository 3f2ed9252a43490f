import type { Addition } from './addition.ts';
import { readProjectTemplate } from './template.ts';

/**
 * The `.vscode/launch.json` of a new project: one configuration, which replays a page and attaches to the runner by its port.
 * An editor would not find the runner by itself, as that has nothing of the environment that the editor gives (S-111).
 */
export function launchFile({ name, kind }: Pick<Addition, 'name' | 'kind'>): object {
  const { inputs, ...launch }: LaunchTemplate = JSON.parse(readProjectTemplate('launch.json'));
  return {
    ...launch,
    // A step that sends HTTP requests cannot be debugged as a whole.
    inputs: inputs.map((input) =>
      input.id === 'hook' && kind.is !== 'http-step' ? { ...input, default: name } : input,
    ),
  };
}

interface LaunchTemplate {
  readonly inputs: readonly { readonly id: string }[];
}
