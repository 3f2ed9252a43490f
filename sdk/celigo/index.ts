export type { CeligoError, CeligoJob, CeligoSettings, ImportContext, StackContext } from './context.ts';
export { celigo } from './platform.ts';
export type { PostSubmit, PostSubmitCallback, PostSubmitOptions } from './post-submit.ts';
export { postSubmit } from './post-submit.ts';
export type { ResponseItem } from './response-item.ts';
