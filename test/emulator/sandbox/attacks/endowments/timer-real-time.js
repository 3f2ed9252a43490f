// Measures by the order of a timer and a busy loop whether timers go by real time.
// Class: endowments
// Win: the payload says that a clock has moved between two timers by another amount than they ask for.
// Control: plain
// Platform: patchworks
module.exports = async function (data) {
  if (!data.variables.attack) return { payload: data.payload };
  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  await sleep(1);
  const before = Date.now();
  for (let spin = 0; spin < 5_000_000; spin += 1) Math.imul(spin, spin);
  await sleep(10);
  const moved = Date.now() - before;
  return { payload: moved === 10 ? data.payload : `ESCAPED:moved by ${moved}` };
};
