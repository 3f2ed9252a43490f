import type { WrapperImport, WrapperImportItem } from 'hooksmith/celigo';

/** A record to submit. */
interface Item {
  sku: string;
}

/** Submits a page of a wrapper, on a stack: calls back with one element for each record, in the same order. */
export const wrapperImport: WrapperImport<unknown, Item> = ({ postMapData }, callback) => {
  const items = postMapData.map(({ sku }): WrapperImportItem => {
    if (sku === '') return { statusCode: 422, errors: [{ code: 'no_sku', message: 'sku is empty' }] };
    return { statusCode: 200, id: sku };
  });
  callback(null, items);
};
