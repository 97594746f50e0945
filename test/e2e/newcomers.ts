import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { StampedEvent } from '../../src/engine/events.ts';
import type { Desk } from './orixoon.ts';
import { inTerminal } from './pty.ts';

const bin = fileURLToPath(new URL('../../bin/orixoon.js', import.meta.url));

/** What a run in which the world moved on between plan and act came to. */
export interface MovedOn {
  readonly exitCode: number | null | undefined;
  readonly shown: string;
}

/** The plan is shown and waits for a yes; the world moves on; yes. A second plan, on the newcomer, is answered with no. */
export async function atThePrompt(
  at: Desk,
  phase: string,
  moveOn: () => Promise<void>,
  isAskedAgain: boolean,
): Promise<MovedOn> {
  const session = inTerminal([process.execPath, bin, '--config', at.config, '--auto-heal', '--phase', phase], {
    NO_COLOR: '1',
  });
  await session.seen(/\(y\/N\)/);
  await moveOn();
  session.type('y\r');
  if (isAskedAgain) {
    await session.seen(/(?:Confirmation required[^]*){2}\(y\/N\)/); // the first is drawn anew with each key
    session.type('n\r');
  }
  return await session.end();
}

/** A plan id is approved that an earlier dry run told; in between, the world moved on. */
export async function byPlanId(at: Desk, phase: string, moveOn: () => Promise<void>): Promise<MovedOn> {
  await at.run('--auto-heal', '--dry-run', '--phase', phase);
  const id = at.report().issues[0]?.plan_id ?? '-';
  await moveOn();
  const { exitCode, stdout } = await at.run('--auto-heal', '--phase', phase, '--approve', id);
  return { exitCode, shown: stdout };
}

/** The run said that its plan was stale, and did nothing that it could tell of as done. */
export function expectStale(at: Desk, { shown }: MovedOn): void {
  const events = readFileSync(`${at.reports}/latest/events.ndjson`, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as StampedEvent);
  const outcomes = events.flatMap(event => (event.type === 'issue' ? [event.issue.outcome] : []));
  expect(outcomes, shown).toContain('stale');
  for (const { success, changed } of at.report().auto_healing.actions) expect([success, changed]).toEqual([false, {}]);
}
