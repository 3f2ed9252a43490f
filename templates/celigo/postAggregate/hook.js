/**
 * Runs when an import has written its aggregated file. Nothing that it returns is read; what it logs is kept.
 *
 * @type {import('hooksmith/celigo').PostAggregate<{ fileName?: string }>}
 */
function postAggregate({ postAggregateData }) {
  const { success, _json, message } = postAggregateData;
  console.log(success ? `wrote ${_json.fileName}` : `the file was refused: ${message}`);
}
