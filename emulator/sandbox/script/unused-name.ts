/** A name like the one given that a text does not hold. */
export function unusedName(text: string, name: string): string {
  let unused = name;
  while (text.includes(unused)) unused += '_';
  return unused;
}
