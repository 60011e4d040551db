export { startEmulator, endpointOf, freePort, type Emulator } from './emulator';
export { emulatorEnvironment, type EmulatorEnvironment } from './environment';
export { guarded, PYTHON_FOLDER, type Guarded } from './guard';
export { emulatorVariables, isolated, ROOT_SECRET, withoutAws, type EmulatorAddress } from './isolation';
export { findPython, type Python } from './python';
export type { Report } from './reports';
