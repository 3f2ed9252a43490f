import type { PreSave } from 'hooksmith/celigo';

/** A resource of the platform, such as an import. */
interface Resource {
  name: string;
  [key: string]: unknown;
}

/** Runs before a resource is stored; returns the resource to store, or throws to refuse it. */
export const preSave: PreSave<Resource> = ({ newResource }) => {
  const name = newResource.name.trim();
  if (name === '') throw new Error('give the resource a name');
  return { ...newResource, name };
};
