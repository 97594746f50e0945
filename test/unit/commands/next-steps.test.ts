import { expect, test } from 'vitest';
import type { Flags } from '../../../src/cli/program.ts';
import { plain } from '../../../src/cli/plain.ts';
import { commandsFor, nextSteps } from '../../../src/commands/next-steps.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import { seeMore } from '../../../src/core/finding.ts';
import { linesOf } from '../cli/lines-of.ts';
import { appUnhealthy, issueOf, redisDown, trace } from '../cli/run-events.ts';

const flags: Flags = { output: 'pretty', failOn: [], color: true, verbose: false, quiet: false };
const verdict: Verdict = { decision: 'BLOCK', exitCode: 1, name: 'BLOCK', conclusive: true, reasons: ['x'] };

const heals = issueOf(redisDown, { outcome: 'would_heal' });
const asks = issueOf(appUnhealthy, {
  outcome: 'would_heal',
  plan_id: 'e1e2e3-f4f5f6',
  trace: trace({ confirmation: ['ask', 'high risk'] }),
});

test('a dry run ends with what does it, with the flags that were given, as words of a shell', () => {
  const given: Flags = {
    ...flags,
    config: '/srv/it is.json',
    phase: ['containers', 'redis'],
    skipPhase: ['redis'],
    reportsDir: 'r',
    failOn: ['warning', 'healed'],
    deadline: 90,
    approve: ['memory_leak', 'e1e2e3-000000'],
  };
  const heal =
    "orixoon --auto-heal --config '/srv/it is.json' --reports-dir r --phase containers,redis --skip-phase redis --fail-on warning,healed --deadline 90";
  expect(nextSteps(verdict, [heals, asks], 'dry_run', commandsFor(given, undefined))).toEqual([
    `heal 1: ${heal} --approve memory_leak e1e2e3-000000`,
    `heal these too, and approve 1: ${heal} --approve memory_leak e1e2e3-f4f5f6`,
  ]);
});

test('an approval of everything goes into the command too; an issue file makes it another command', () => {
  expect(nextSteps(verdict, [heals], 'dry_run', commandsFor({ ...flags, yes: true }, "it's.json"))).toEqual([
    "heal 1: orixoon heal --issue-file 'it'\\''s.json' --yes",
  ]);
  expect(nextSteps(verdict, [asks], 'dry_run', commandsFor(flags, undefined))).toEqual([
    'approve 1: orixoon --auto-heal --approve e1e2e3-f4f5f6',
  ]);
});

test('where everything is refused there is no command that would do it', () => {
  const refused = issueOf(redisDown, { outcome: 'denied', denied_by: 'cooldown' });
  expect(nextSteps(verdict, [refused], 'dry_run', commandsFor(flags, undefined))).toEqual([
    'container_not_running redis: look at its log',
  ]);
});

test('where to read more is advice about its issue, and no command that heals', () => {
  const denied = issueOf(redisDown, {
    outcome: 'denied',
    denied_by: 'cooldown',
    recommendation: seeMore('container_not_running'),
  });
  const next = nextSteps(verdict, [denied], 'heal', commandsFor(flags, undefined));
  const lines = linesOf([{ type: 'run:finish', verdict, duration_ms: 1, next }], { ...flags, color: plain });
  expect(lines).toContain('  Next    container_not_running redis: see orixoon explain container_not_running');
});
