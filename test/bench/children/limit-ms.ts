/** The time limit of a page in the part that measures limits, in ms. */
export const limitMs = 500;
