// Marks the classes of the errors that the host throws, which a judge tells outcomes apart by.
// Class: integrity
// Win: the next page finds the mark.
// Control: plain
// Platform: patchworks
function provoke(name) {
  try {
    require(name);
  } catch (error) {
    return error.constructor;
  }
}
module.exports = function (data) {
  const Thrown = provoke('No Such Package ' + data.payload);
  if (!data.variables.attack) return { payload: Thrown.leftBehind === true ? 'ESCAPED:error class' : data.payload };
  Thrown.leftBehind = true;
  return { payload: data.payload };
};
