import type { Endowment } from './endowment.ts';

/** `Math` with a seeded `random` (S-144, S-211). */
export const mathEndowment: Endowment = {
  names: ['Math'],
  make({ random }) {
    const seeded = Object.create(Object.prototype, {
      ...Object.getOwnPropertyDescriptors(Math),
      random: { value: () => random(), enumerable: false },
    });
    return { Math: seeded };
  },
};
