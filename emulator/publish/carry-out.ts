import {
  type LostAnswer,
  type PlannedWrite,
  RefusedByRemote,
  type RemoteAction,
  type RemoteAnswer,
  type RemoteIds,
  type RemoteMachine,
} from '../../sdk/publisher.ts';
import { HooksmithError } from '../errors.ts';
import type { RemoteClient } from './remote-client.ts';

/** Who hears of changes before and after they are sent; each is waited for. */
export interface Witness {
  /** A change is about to be sent. */
  begun(write: PlannedWrite): Promise<void>;
  /** What became of it. */
  answered(write: PlannedWrite, reply: RemoteAnswer | LostAnswer): Promise<void>;
  /** It was not carried out: the platform refused it, or could not be reached. */
  notDone(write: PlannedWrite): Promise<void>;
  learned(ids: RemoteIds): Promise<void>;
}

/**
 * Does what a machine asks for, one thing after the other, until it has its result.
 *
 * @throws HooksmithError `ERR_USAGE` or `ERR_REMOTE` for a refusal, and what the client throws.
 */
export async function carryOut<Result>(
  machine: RemoteMachine<Result>,
  client: RemoteClient,
  witness: Witness | null = null,
): Promise<Result> {
  try {
    let next = machine.next();
    while (next.done !== true) next = machine.next(await act(next.value));
    return next.value;
  } catch (cause) {
    if (!(cause instanceof RefusedByRemote)) throw cause;
    const { message, next } = cause.refusal;
    // What a platform says may hold what was sent to it.
    throw refusalError({ ...cause.refusal, message: client.conceal(message), next: next.map(client.conceal) });
  }

  async function act(action: RemoteAction): Promise<RemoteAnswer | LostAnswer | undefined> {
    switch (action.kind) {
      case 'read':
        return client.read(action.request, action.accept ?? []);
      case 'write': {
        if (witness === null)
          throw new Error(`${action.write.step} changes the platform, and nobody keeps a journal of it`);
        await witness.begun(action.write);
        let reply: RemoteAnswer | LostAnswer;
        try {
          reply = await client.write(action.write.request);
        } catch (cause) {
          await witness.notDone(action.write);
          throw cause;
        }
        await witness.answered(action.write, reply);
        return reply;
      }
      case 'wait':
        await client.wait(action.ms);
        return undefined;
      case 'learned':
        await witness?.learned(action.ids);
        return undefined;
    }
  }
}

/** A refusal as an error: of the user's own wishes, or of the platform. */
export function refusalError({ whose, message, next }: RefusedByRemote['refusal']): HooksmithError {
  return new HooksmithError(whose === 'user' ? 'ERR_USAGE' : 'ERR_REMOTE', message, { next });
}
