import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import { execa } from 'execa';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { reportHtml } from '../../src/report/html.ts';
import { foldReport } from '../../src/report/report.ts';
import { pages } from '../unit/report/page-stories.ts';
import { stamped } from '../unit/report/stories.ts';
import { openBrowser } from './browser.ts';

const PHONE = { width: 360, height: 740 };
const folder = mkdtempSync(join(tmpdir(), 'orixoon-pages-'));
const urlOf = (name: string): string => pathToFileURL(join(folder, `${name}.html`)).href;

let browser: Browser;
let page: Page;
/** What the browser said and asked for while the page was open. */
let heard: string[] = [];
let asked: string[] = [];

beforeAll(async () => {
  for (const [name, events] of Object.entries(pages))
    writeFileSync(join(folder, `${name}.html`), reportHtml(foldReport(stamped(events))));
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  [heard, asked] = [[], []];
  page = await browser.newPage();
  page.on('console', message => heard.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', error => heard.push(String(error)));
  page.on('request', request => asked.push(request.url()));
});

afterEach(() => page.close());

async function open(name: string, features: Readonly<Record<string, string>> = {}, viewport = PHONE): Promise<void> {
  await page.setViewport(viewport);
  await page.emulateMediaFeatures(Object.entries(features).map(([feature, value]) => ({ name: feature, value })));
  await page.goto(urlOf(name));
}

/** Scripts of the page stay texts: what this repository compiles knows no `document`. */
const inPage = <Result>(script: string): Promise<Result> => page.evaluate(script) as Promise<Result>;

const unfoldAll = (): Promise<void> =>
  inPage('for (const one of document.querySelectorAll("details")) one.open = true');

/** What does not hold of the page as it stands, by axe's rules: contrast, roles, names, headings, landmarks, or some of them. */
async function complaints(...only: string[]): Promise<string[]> {
  await inPage(axe.source);
  const options = only.length === 0 ? {} : { runOnly: only };
  const { violations } = await inPage<AxeResults>(`axe.run(${JSON.stringify(options)})`);
  return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}

const overflow = (): Promise<number> =>
  inPage('document.documentElement.scrollWidth - document.documentElement.clientWidth');

describe.each(Object.keys(pages))('the page of a run: %s', name => {
  test('is silent, asks for nothing but itself, and fits a phone, folded and unfolded', async () => {
    await open(name);
    expect(await overflow()).toBe(0);
    await unfoldAll();
    expect(await overflow()).toBe(0);
    expect(heard).toEqual([]);
    expect(asked).toEqual([urlOf(name)]);
  });

  test('has contrast in light and dark, and roles and names', async () => {
    await open(name, { 'prefers-color-scheme': 'light' });
    // A thousand rows that are alike would only take long.
    if (name !== 'crowded') await unfoldAll();
    expect(await complaints()).toEqual([]);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    expect(await complaints('color-contrast')).toEqual([]);
  });

  test('has a language, a title, and headings that skip no level', async () => {
    await open(name);
    const [lang, title, levels] = await inPage<[string, string, number[]]>(
      `[document.documentElement.lang, document.title,
        [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(one => Number(one.tagName.slice(1)))]`,
    );
    expect(lang).toBe('en');
    expect(title).toMatch(/^(ALLOW|BLOCK) · /);
    expect(levels.filter(level => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });
});

interface Focus {
  readonly text: string;
  readonly isShown: boolean;
  /** It can unfold something. */
  readonly isFolded: boolean;
}

const focus = (): Promise<Focus | null> =>
  inPage(`(() => {
    const at = document.activeElement;
    if (at === document.body) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    return {
      text: at.textContent,
      isShown: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
      isFolded: at.tagName === 'SUMMARY' && !at.parentElement.open,
    };
  })()`);

describe('by keyboard', () => {
  test('everything is reached in turn, shows that it is, and unfolds', async () => {
    await open('blocked');
    const reached: string[] = [];
    for (;;) {
      await page.keyboard.press('Tab');
      const at = await focus();
      if (at === null) break;
      expect(at).toMatchObject({ isShown: true });
      reached.push(at.text);
      if (at.isFolded) await page.keyboard.press('Enter');
    }
    const all = await inPage<{ texts: string[]; folded: number }>(
      `({ texts: [...document.querySelectorAll('a[href], summary')].map(one => one.textContent),
          folded: document.querySelectorAll('details:not([open])').length })`,
    );
    expect(reached).toEqual(all.texts);
    expect(all.folded).toBe(0);
  });

  test('a phase at a glance and a cause lead to what they name, and unfold it', async () => {
    await open('healed');
    for (const [link, target] of [
      ['.tile[href="#phase-2"]', '#phase-2'],
      ['.node[href="#issue-1"]', '#issue-1'],
    ] as const) {
      await page.focus(link);
      await page.keyboard.press('Enter');
      await page.waitForFunction(`document.querySelector('${target}').checkVisibility()`);
      expect(await inPage(`document.querySelector('${target}').closest('details').open`)).toBe(true);
    }
  });
});

test('a printed page tells what is folded on the screen', async () => {
  await open('healed');
  const hidden = 'Ready to accept connections';
  expect(await inPage('document.body.innerText')).not.toContain(hidden);
  const pdf = await page.pdf({ format: 'A4' });
  const { stdout } = await execa('pdftotext', ['-', '-'], { input: pdf });
  expect(stdout).toContain(hidden);
  expect(stdout).toContain('nothing against it');
  expect(stdout).toContain('healing_actions.log');
});

test('the colours follow the reader’s choice', async () => {
  const ground = async (scheme: string): Promise<number> => {
    await open('healed', { 'prefers-color-scheme': scheme });
    const colour = await inPage<string>('getComputedStyle(document.body).backgroundColor');
    return Math.max(...(colour.match(/\d+/g) ?? []).map(Number));
  };
  expect(await ground('light')).toBeGreaterThan(200);
  expect(await ground('dark')).toBeLessThan(50);
});

test('nothing moves where the reader wants it still', async () => {
  const moves = async (choice: string): Promise<string[]> => {
    await open('blocked', { 'prefers-reduced-motion': choice });
    return await inPage(
      `[...document.querySelectorAll('*')].flatMap(one =>
        ['', '::before', '::after']
          .map(part => getComputedStyle(one, part || undefined))
          .filter(({ transitionDuration, animationName }) => transitionDuration !== '0s' || animationName !== 'none')
          .map(() => one.tagName))`,
    );
  };
  expect(await moves('no-preference')).not.toEqual([]);
  expect(await moves('reduce')).toEqual([]);
});
