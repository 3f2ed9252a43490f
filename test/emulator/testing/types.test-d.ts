import { expect } from 'chai';
import { page, replayHook, responseItem } from '../../../emulator/testing.ts';
import { type PostSubmit, type PostSubmitOptions, postSubmit, transform } from '../../../sdk/celigo/index.ts';

// Compiled by `npm run types`, never run.

const hook: PostSubmit<{ id: number }> = (options) => options.responseData;

/** A page has the type that is asked for. */
export const result = hook(
  page<PostSubmitOptions<{ id: number }>>('celigo/postSubmit', 20, { preMapData: (index) => ({ id: index }) }),
);
/** That of a contract has the type of its schema. */
export const status: 200 | 422 | 403 | 401 | undefined = page(postSubmit).responseData[0]?.statusCode;

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
// @ts-expect-error no line
expect(0).to.failPage(7).at(null);
expect(0).to.failPage(7).with.code('length-changed').and.rule('C-005').at(12);
expect(0).to.be.at.least(3);
