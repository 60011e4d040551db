export { clientConfig, type ClientConfig } from './client';
export { deployAll, prepareRegions } from './deploy';
export { isolateProcess } from './isolate-process';
export { phases, type Phases } from './phases';
export { withRun, type Run } from './run';
export { start, type StartedEmulator } from './start';
export { DEFAULT_TARGET, targetOf, type Target } from './target';
export { silent, terminal, type Colors, type Paint, type Terminal } from './terminal';
