import type { StandInDocument, StandInStore } from '../../sdk/stand-in.ts';

/** A document with its place among those of its collection. */
export interface StoredDocument {
  readonly collection: string;
  readonly id: string;
  /** Grows with each document that is put anew. */
  readonly order: number;
  readonly document: StandInDocument;
}

/** What became of one document; null: it was removed. */
export interface StoreChange extends Pick<StoredDocument, 'collection' | 'id'> {
  readonly stored: StoredDocument | null;
}

/** A store whose changes come in steps, of which each is kept or undone as a whole. */
export interface SteppedStore {
  readonly store: StandInStore;
  /** What has changed since the last step ended: one entry a document. */
  changes(): readonly StoreChange[];
  /** Ends a step; what it changed stays. */
  keep(): void;
  /** Ends a step as if it had changed nothing. */
  undo(): void;
  /** Carries out `act`, in which lists are as they were before the last step that changed something (C-666). */
  before<T>(act: () => T): T;
}

/** A document as it was before the first change of a step; null: there was none. */
interface Former extends Pick<StoredDocument, 'collection' | 'id'> {
  readonly stored: StoredDocument | null;
}

/** Makes a store in memory that holds these documents, in any order. */
export function makeSteppedStore(documents: readonly StoredDocument[]): SteppedStore {
  const collections = new Map<string, Map<string, StoredDocument>>();
  let nextOrder = 1;
  const former = new Map<string, Former>();
  let formerStep: readonly Former[] = [];
  let showsFormer = false;

  function open(collection: string): Map<string, StoredDocument> {
    const known = collections.get(collection) ?? new Map<string, StoredDocument>();
    collections.set(collection, known);
    return known;
  }
  function remember(collection: string, id: string): void {
    const key = JSON.stringify([collection, id]);
    if (!former.has(key)) former.set(key, { collection, id, stored: collections.get(collection)?.get(id) ?? null });
  }
  function restore(into: Map<string, StoredDocument>, { id, stored }: Former): void {
    if (stored === null) into.delete(id);
    else into.set(id, stored);
  }
  function list(collection: string): readonly StoredDocument[] {
    const own = collections.get(collection);
    const isFormer = showsFormer && formerStep.some((one) => one.collection === collection);
    if (!isFormer) return [...(own?.values() ?? [])];
    const then = new Map(own);
    for (const one of formerStep.filter((each) => each.collection === collection)) restore(then, one);
    return inOrder(then.values());
  }

  for (const stored of inOrder(documents)) {
    open(stored.collection).set(stored.id, stored);
    nextOrder = stored.order + 1;
  }

  return {
    store: {
      get: (collection, id) => collections.get(collection)?.get(id)?.document,
      list: (collection) => list(collection).map(({ document }) => document),
      put(collection, id, document) {
        remember(collection, id);
        const own = open(collection);
        const order = own.get(id)?.order ?? nextOrder++;
        own.set(id, { collection, id, order, document });
      },
      remove(collection, id) {
        remember(collection, id);
        return open(collection).delete(id);
      },
    },
    changes: () =>
      [...former.values()].flatMap(({ collection, id, stored }) => {
        const now = collections.get(collection)?.get(id) ?? null;
        return now === stored ? [] : [{ collection, id, stored: now }];
      }),
    keep() {
      if (former.size > 0) formerStep = [...former.values()];
      former.clear();
    },
    undo() {
      for (const one of former.values()) restore(open(one.collection), one);
      // What was removed and is there again stands at the end of its map.
      for (const name of new Set([...former.values()].map(({ collection }) => collection))) {
        collections.set(name, new Map(inOrder(open(name).values()).map((stored) => [stored.id, stored])));
      }
      former.clear();
    },
    before(act) {
      showsFormer = true;
      try {
        return act();
      } finally {
        showsFormer = false;
      }
    },
  };
}

function inOrder(documents: Iterable<StoredDocument>): readonly StoredDocument[] {
  return [...documents].sort((a, b) => a.order - b.order);
}
