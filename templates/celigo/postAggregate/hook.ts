import type { PostAggregate } from 'hooksmith/celigo';

/** Runs when an import has written its aggregated file. Nothing that it returns is read; what it logs is kept. */
export const postAggregate: PostAggregate<{ fileName?: string }> = ({ postAggregateData }) => {
  const { success, _json, message } = postAggregateData;
  console.log(success ? `wrote ${_json.fileName}` : `the file was refused: ${message}`);
};
