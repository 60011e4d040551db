import { Architecture, Code } from 'aws-cdk-lib/aws-lambda';
import { BuiltCode } from './built-code';
import { buildGo, requireGoOptions } from './go-build';
import { buildNodejs, requireNodejsOptions } from './nodejs-build';
import { located } from '../validation/located';

/**
 * Options of a Go build.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/golang-package.html
 */
export interface ListBackupGoCodeOptions {
  /**
   * The processor that the program runs on.
   *
   * @default - the function's own
   * @see https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html
   */
  readonly architecture?: Architecture;

  /**
   * Build tags, in addition to `lambda.norpc`, which leaves out what only the retired `go1.x` runtime needs.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/lambda/latest/dg/golang-package.html
   */
  readonly tags?: string[];

  /**
   * Variables of packages to set at link time, as `-ldflags -X` does: `{ 'main.version': '1.4.0' }`.
   *
   * @default - none
   */
  readonly variables?: { [name: string]: string };

  /**
   * Further environment variables of the build, such as `GOFLAGS` or `GOPRIVATE`.
   *
   * @default - the environment of the process
   */
  readonly environment?: { [name: string]: string };
}

/**
 * Options of a Node.js build.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/typescript-package.html
 */
export interface ListBackupNodejsCodeOptions {
  /**
   * Modules to leave out of the bundle because the function finds them at run time.
   *
   * @default - `@aws-sdk/*` and `@smithy/*`, which Lambda's Node.js runtimes hold
   * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
   */
  readonly externalModules?: string[];

  /**
   * Minifies the bundle.
   *
   * @default false
   */
  readonly minify?: boolean;

  /**
   * Adds a source map to the bundle. For source positions in stack traces, set `NODE_OPTIONS` to `--enable-source-maps`.
   *
   * @default false
   */
  readonly sourceMap?: boolean;

  /**
   * Global names to replace by constant JavaScript expressions at build time: `{ VERSION: '"1.4.0"' }`.
   *
   * @default - none
   */
  readonly define?: { [name: string]: string };
}

/**
 * Code of functions that synthesis builds on this machine, without a container.
 *
 * A build is reproducible: equal sources give equal bytes wherever they are, so that an unchanged function isn't deployed again.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-function-zip.html
 *
 * @example
 * new ListBackupFunction(this, 'GetUsers', {
 *   stage: ListBackupStage.DEV,
 *   runtime: ListBackupRuntime.GO,
 *   code: ListBackupCode.go('cmd/users/get'),
 * });
 */
@located
export class ListBackupCode {
  /**
   * Builds a Go program with `go build`. Needs Go on the `PATH`.
   *
   * The build has no version control stamp, build ID or local paths, and no C code. It runs again only if a file of the module,
   * the Go version or an option changed; results are kept in `listbackup-infrastructure` in the user's cache folder.
   *
   * The environment variable `LISTBACKUP_BUILD_FOR`, such as `linux/amd64`, overrides the architecture. `listbackup up` sets it, so that the
   * functions run on this machine.
   *
   * @param folder the folder of package `main`, relative to the working directory.
   * @param options overrides of the defaults.
   * @returns the code for `ListBackupRuntime.GO`: an executable `bootstrap`.
   * @throws when the folder holds no program, Go isn't installed, or the program doesn't compile.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/golang-package.html
   */
  public static go(folder: string, options: ListBackupGoCodeOptions = {}): Code {
    requireGoOptions(folder, options);
    return new BuiltCode(folder, (architecture) => buildGo(folder, options, options.architecture ?? architecture));
  }

  /**
   * Bundles a JavaScript or TypeScript file with esbuild. Needs `esbuild` in the project that holds the file: `npm install --save-dev esbuild`.
   *
   * Types aren't checked; your own compiler does that.
   *
   * @param file the file that exports the handler, relative to the working directory.
   * @param options overrides of the defaults.
   * @returns the code for `ListBackupRuntime.NODEJS`: a file `index.js`.
   * @throws when the file is missing, esbuild isn't installed, or the file can't be bundled.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/typescript-package.html
   */
  public static nodejs(file: string, options: ListBackupNodejsCodeOptions = {}): Code {
    requireNodejsOptions(file, options);
    return new BuiltCode(file, (_, handler) => buildNodejs(file, options, handler));
  }

  private constructor() {}
}
