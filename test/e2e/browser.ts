import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { launch } from 'puppeteer-core';
import { defaultStateDir } from '../../src/practice/engine-state.ts';
import { canInstall, installPackages, isThere } from '../../src/practice/packages.ts';

const PDF_READER = '/usr/bin/pdftotext';
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

async function find(): Promise<string | undefined> {
  const places = [...(process.env['CHROME_PATH'] === undefined ? [] : [process.env['CHROME_PATH']]), ...PLACES];
  for (const place of places) if (await isThere(place)) return place;
  return undefined;
}

/** Chromium's path; installed from Debian where it is missing, with what reads a PDF's text. */
async function browserPath(): Promise<string> {
  if ((await find()) === undefined || !(await isThere(PDF_READER))) {
    if (!(await canInstall()))
      throw new Error(
        `a browser was expected at CHROME_PATH, ${PLACES.join(', ')}, and ${PDF_READER}; one of them is not there, and only root on Debian installs it. Install chromium and poppler-utils.`,
      );
    const say = (line: string): void => void process.stderr.write(`  ${line}\n`);
    // A record of its own: what takes the practice stack away leaves the browser to the next tests.
    await installPackages(join(defaultStateDir(), 'browser'), 'image', ['chromium', 'poppler-utils'], say);
  }
  const path = await find();
  if (path === undefined) throw new Error('chromium was installed, and is still at none of its places');
  return path;
}

/** A browser without a window. */
export async function openBrowser(): Promise<Browser> {
  // Chromium's sandbox refuses root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return launch({ executablePath: await browserPath(), args });
}
