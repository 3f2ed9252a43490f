// The type of map-transform in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { MapTransform } from 'hooksmith/patchworks';

export const right: MapTransform = async (data) => ({ payload: data.payload === 'ireland' ? 'IE' : null });

export const readsWrong: MapTransform = async (data) => {
  // @ts-expect-error the value is in payload
  void data.value;
  return { payload: data.payload === 'ireland' ? 'IE' : null };
};

// @ts-expect-error the new value is text (P-304)
export const returnsWrong: MapTransform = async () => ({ payload: 44 });

// @ts-expect-error something must be returned (P-311)
export const returnsNothing: MapTransform = async () => undefined;
