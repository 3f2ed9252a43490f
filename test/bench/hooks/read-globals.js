/** A loop that does little but read globals: what a look-up through a sandbox costs shows here first (S-225). */
const rounds = 20_000;

// biome-ignore lint/correctness/noUnusedVariables: the platform finds it by its name
function postSubmit(options) {
  let sum = 0;
  for (let i = 0; i < rounds; i += 1) {
    if (Number.isInteger(i) && Array.isArray(options.responseData) && !Number.isNaN(sum)) sum += Math.max(i, 1);
    if (Object.is(sum, undefined) || i < 0) sum -= parseInt('1', 10);
    sum = Math.min(sum + String.length, Infinity);
  }
  options.responseData[0].id = String(sum);
  return options.responseData;
}
