// The type of postAggregate in TypeScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

import type { PostAggregate } from 'hooksmith/celigo';

export const right: PostAggregate<{ fileName: string }> = (options) => void options.postAggregateData.success;

export const readsWrong: PostAggregate<{ fileName: string }> = (options) => {
  // @ts-expect-error the answer is in postAggregateData
  void options.postSubmitData;
  return void options.postAggregateData.success;
};

// @ts-expect-error nothing that is returned is read (C-251)
export const returnsWrong: PostAggregate<{ fileName: string }> = (options) => options.postAggregateData;
