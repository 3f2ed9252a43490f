import type { FormInit } from 'hooksmith/celigo';

/** Runs when a settings form is opened; returns the form to draw. Here a field gets its choices. */
export const formInit: FormInit = ({ resource }) => {
  const form = resource.settingsForm?.form ?? {};
  const warehouse = { ...form.fieldMap?.['warehouse'], options: [{ items: ['LEEDS', 'ANTWERP'] }] };
  return { ...form, fieldMap: { ...form.fieldMap, warehouse } };
};
