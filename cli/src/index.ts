export { main } from './main';
export { watchOutput } from './output';
