/** What to do about a CommonJS script that offers its function in another way than the platform knows (as in P-101, P-104). */
export const acceptedForm: readonly string[] = [
  'Assign one function: module.exports = async function (data) { … return data; };',
  'In TypeScript, `export default async function (data) { … }` and `export =` are accepted: the build writes that assignment.',
];
