// @ts-check
// The type of postAggregate in JavaScript: tsc refuses what is marked so, and nothing else. Nothing here runs.

/** @type {import('hooksmith/celigo').PostAggregate<{ fileName: string }>} */
export function right(options) {
  return void options.postAggregateData.success;
}

/** @type {import('hooksmith/celigo').PostAggregate<{ fileName: string }>} */
export function readsWrong(options) {
  // @ts-expect-error the answer is in postAggregateData
  void options.postSubmitData;
  return void options.postAggregateData.success;
}

/** @type {import('hooksmith/celigo').PostAggregate<{ fileName: string }>} */
export function returnsWrong(options) {
  // @ts-expect-error nothing that is returned is read (C-251)
  return options.postAggregateData;
}
