import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { OrixoonError, wordsOf } from '../errors.ts';

/** For what a module does before it is there; most do nothing. */
const IMPORT_MS = 10_000;

/** The default export of a module, found from a folder on. OrixoonError where there is none, in words that say what to do. */
export async function importDefault(specifier: string, folder: string): Promise<unknown> {
  const url = locate(specifier, folder);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const tooLate = (): void => reject(new Error(`it was not loaded within ${IMPORT_MS / 1000} s`));
    timer = setTimeout(tooLate, IMPORT_MS);
  });
  try {
    const module = (await Promise.race([import(url), late])) as { readonly default?: unknown };
    return module.default;
  } catch (error) {
    throw new OrixoonError(`it cannot be loaded: ${wordsOf(error)}${advice(error)}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

function locate(specifier: string, folder: string): string {
  if (/^\.{1,2}\//.test(specifier) || isAbsolute(specifier)) return pathToFileURL(resolve(folder, specifier)).href;
  try {
    return pathToFileURL(createRequire(join(folder, 'healing_config.json')).resolve(specifier)).href;
  } catch (error) {
    throw new OrixoonError(
      `no package of that name is installed where ${folder} finds one; install it there, or name a file: "./${specifier}"`,
      { cause: error },
    );
  }
}

function advice(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'ERR_MODULE_NOT_FOUND') return '';
  return /'orixoon'/.test(wordsOf(error))
    ? '; install orixoon beside it: npm install --save-dev <the folder or package of orixoon>'
    : '; expected an ES module at that path, with its extension, from the folder of the config on';
}
