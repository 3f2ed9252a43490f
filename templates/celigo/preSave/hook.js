/**
 * Runs before a resource is stored; returns the resource to store, or throws to refuse it.
 *
 * @type {import('hooksmith/celigo').PreSave<{ name: string }>}
 */
function preSave({ newResource }) {
  const name = newResource.name.trim();
  if (name === '') throw new Error('give the resource a name');
  return { ...newResource, name };
}
