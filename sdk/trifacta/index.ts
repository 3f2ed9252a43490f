export { trifacta } from './platform.ts';
