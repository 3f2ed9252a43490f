// Leaves a timer running that changes the next page.
// Class: endowments
// Win: the next page sees that the timer has fired.
// Control: plain
// Platform: patchworks
// Module state: job
let fired = 0;
module.exports = async function (data) {
  if (data.variables.attack) {
    setInterval(() => {
      fired += 1;
    }, 1);
    return { payload: data.payload };
  }
  await new Promise((resolve) => setTimeout(resolve, 0));
  return { payload: fired > 0 ? 'ESCAPED:timer of another page' : data.payload };
};
