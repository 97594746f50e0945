import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { execa } from 'execa';
import type { Browser } from 'puppeteer-core';
import { practiceConfig } from '../src/practice/config.ts';
import { dockerAt } from '../src/practice/docker-at.ts';
import { openEngine } from '../src/practice/engine.ts';
import { faults } from '../src/practice/faults.ts';
import { down, up } from '../src/practice/stack.ts';
import { openBrowser } from '../test/e2e/browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const PREFIX = 'tsh-';
const WIDTH = 1_040;
const broken = ['container_not_running', 'container_unhealthy', 'container_stuck'] as const;

type Say = (line: string) => void;

/** A run of the gate on a practice stack with three faults in it; its reports lie in `folder`. */
async function healedRun(folder: string, say: Say): Promise<void> {
  const { host } = await openEngine({ say });
  const docker = dockerAt(host);
  const stack = await up({ docker, host, prefix: PREFIX, say });
  try {
    for (const issue of broken) await faults[issue].inject(stack, docker);
    const config = join(folder, 'healing_config.json');
    writeFileSync(config, JSON.stringify(practiceConfig(stack, { environment: 'staging' })), { mode: 0o600 });
    const bin = join(root, 'bin/orixoon.js');
    await execa(process.execPath, [bin, '--config', config, '--auto-heal', '--reports-dir', folder]);
  } finally {
    await down(docker, PREFIX, say);
  }
}

/** The page from its top to the end of the root causes. */
async function take(browser: Browser, folder: string, scheme: 'light' | 'dark', path: string): Promise<void> {
  const page = await browser.newPage();
  await page.setViewport({ width: WIDTH, height: 800 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(pathToFileURL(join(folder, 'latest/report.html')).href);
  const height = (await page.evaluate(
    `Math.ceil(document.querySelector('.roots').closest('section').getBoundingClientRect().bottom + scrollY) + 24`,
  )) as number;
  await page.screenshot({ path, captureBeyondViewport: true, clip: { x: 0, y: 0, width: WIDTH, height } });
  await page.close();
}

/** Writes the README's pictures of a report, in light and dark, of a real run on the practice stack. */
export async function takePictures(say: Say): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'orixoon-pictures-'));
  const images = join(root, 'docs/images');
  mkdirSync(images, { recursive: true });
  try {
    await healedRun(folder, say);
    const browser = await openBrowser();
    try {
      await take(browser, folder, 'light', join(images, 'report.png'));
      await take(browser, folder, 'dark', join(images, 'report-dark.png'));
    } finally {
      await browser.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
