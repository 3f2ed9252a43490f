import { expect } from 'chai';
import { page, replayHook, responseItem } from '../../../emulator/testing.ts';
import { type PostSubmit, postSubmit, transform } from '../../../sdk/celigo/index.ts';

// Compiled by `npm run types`, never run.

const hook: PostSubmit = (options) => options.responseData;

/** A page of a contract is what a hook of that contract takes. */
export const result = hook(page(postSubmit, 20, { preMapData: (index) => ({ id: index }) }));

// @ts-expect-error a slip in a name
page(postSubmit, 1, { preMapdata: [] });
// @ts-expect-error an element that is none
page(postSubmit, 1, { responseData: () => ({ status: 200 }) });
// @ts-expect-error a function for what is no array
page(transform, 1, { settings: () => ({}) });
// @ts-expect-error a status that the platform does not know
responseItem({ statusCode: 500 });
// @ts-expect-error no script
replayHook({ pages: [] });
// @ts-expect-error a code that no finding has
expect(0).to.failPage(7).with.code('lenght-changed');
// @ts-expect-error a line as text
expect(0).to.failPage(7).at('12');
expect(0).to.failPage(7).with.code('length-changed').and.rule('C-005').at(12);
expect(0).to.be.at.least(3);
