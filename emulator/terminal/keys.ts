/** A terminal that keys are read from. */
export interface KeyInput {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
  on(event: 'data', listener: (chunk: Buffer | string) => void): unknown;
  off(event: 'data', listener: (chunk: Buffer | string) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** Keys as they are pressed. */
export interface Keys {
  /** Leaves the input to somebody else, such as a question. */
  suspend(): void;
  resume(): void;
}

/** Reads single keys, without line breaks; Control-C comes as `\u0003`. */
export function readKeys(input: KeyInput, onKey: (key: string) => void): Keys {
  const listen = (chunk: Buffer | string): void => {
    const text = chunk.toString();
    // Arrows and the like come as one chunk that begins with an escape: none of our keys.
    if (text.startsWith('\u001b')) return;
    for (const key of text) onKey(key);
  };
  const keys: Keys = {
    suspend() {
      input.off('data', listen);
      input.setRawMode?.(false);
      input.pause();
    },
    resume() {
      input.setRawMode?.(true);
      input.on('data', listen);
      input.resume();
    },
  };
  keys.resume();
  return keys;
}
