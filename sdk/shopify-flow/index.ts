export { shopifyFlow } from './platform.ts';
