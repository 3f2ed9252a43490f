// The type of wrapperImport in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { WrapperImport } from 'hooksmith/celigo';

export const right: WrapperImport<unknown, { sku: string }> = (options, callback) =>
  callback(
    null,
    options.postMapData.map(({ sku }) => ({ statusCode: 200, id: sku })),
  );

export const readsWrong: WrapperImport<unknown, { sku: string }> = (options, callback) => {
  // @ts-expect-error the records are in postMapData
  void options.data;
  callback(
    null,
    options.postMapData.map(({ sku }) => ({ statusCode: 200, id: sku })),
  );
};

// @ts-expect-error one element for each record is a list
export const returnsWrong: WrapperImport<unknown, { sku: string }> = (_, callback) => callback(null, {});

// @ts-expect-error an element needs its status
export const leavesOut: WrapperImport<unknown, { sku: string }> = (_options, callback) => callback(null, [{ id: '7' }]);
