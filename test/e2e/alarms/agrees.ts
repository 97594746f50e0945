import { expect } from 'vitest';
import type { PracticeIssue } from '../../../src/practice/faults.ts';
import { poll } from '../../../src/practice/poll.ts';
import { services, specs } from '../../../src/practice/services.ts';
import { looks } from '../../practice/looks.ts';
import type { Practice } from '../practice.ts';

/** How an independent look agrees with an ALLOW: at once, within seconds, or not. */
export type Agreement = 'at once' | 'soon' | { readonly not: string };

/** A page under load may take longer than its second; a worker holds an item for a moment. A fault stays. */
const SOON_MS = 30_000;

/** Look without the program under test: is the fault gone, and does everything else run and answer? */
export async function agreement(lab: Practice, issue: PracticeIssue | null): Promise<Agreement> {
  const first = await objection(lab, issue);
  if (first === null) return 'at once';
  let last = first;
  try {
    await poll({ what: 'the stack to be well', timeoutMs: SOON_MS }, async () => {
      last = (await objection(lab, issue)) ?? '';
      return last === '';
    });
    return 'soon';
  } catch {
    return { not: last };
  }
}

async function objection(lab: Practice, issue: PracticeIssue | null): Promise<string | null> {
  if (issue !== null) {
    const { look, well, healed } = looks[issue];
    const seen = await look(lab.stack, lab.docker);
    if (!isLike(seen, healed ?? well)) return `${issue}: ${JSON.stringify(seen)}`;
  }
  for (const service of services) {
    const { running, paused, health } = await lab.state(service);
    const isWell = running && !paused && (specs[service].health === undefined || health === 'healthy');
    if (!isWell) return `${service} is not well: ${JSON.stringify({ running, paused, health })}`;
  }
  const page = await fetch(`${lab.stack.urls.app}/health`).catch((error: unknown) => ({
    ok: false,
    status: String(error),
  }));
  return page.ok ? null : `the application answers ${page.status}`;
}

function isLike(seen: unknown, wanted: unknown): boolean {
  try {
    expect(seen).toEqual(wanted);
    return true;
  } catch {
    return false;
  }
}
