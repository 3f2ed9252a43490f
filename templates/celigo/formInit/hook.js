/**
 * Runs when a settings form is opened; returns the form to draw. Here a field gets its choices.
 *
 * @type {import('hooksmith/celigo').FormInit}
 */
function formInit({ resource }) {
  const form = resource.settingsForm?.form ?? {};
  const warehouse = { ...form.fieldMap?.['warehouse'], options: [{ items: ['LEEDS', 'ANTWERP'] }] };
  return { ...form, fieldMap: { ...form.fieldMap, warehouse } };
}
