import { Chalk } from 'chalk';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { linesOf } from './lines-of.ts';
import { makeProgress } from '../../../src/cli/progress.ts';
import type { Progress, ProgressOptions } from '../../../src/cli/progress.ts';
import type { RunEvent } from '../../../src/engine/events.ts';
import { attempt, began, brokenLook, end, finding, finished, issue, redisDown, start } from './run-events.ts';
import { openTerminal } from './terminal.ts';
import type { Terminal } from './terminal.ts';

const color = new Chalk({ level: 1 });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const follow = (
  terminal: Terminal,
  over: Partial<ProgressOptions> = {},
): Progress & { tell(...events: RunEvent[]): void } => {
  const progress = makeProgress({
    stream: terminal.stream,
    isInteractive: true,
    color,
    verbose: false,
    quiet: false,
    now: Date.now,
    env: { TERM: 'xterm' },
    ...over,
  });
  return {
    ...progress,
    tell: (...events) => events.forEach(event => progress.on({ ...event, at: '2025-01-10T14:30:15Z' })),
  };
};

const run: readonly RunEvent[] = [
  start('heal'),
  ...brokenLook,
  issue(redisDown),
  ...attempt(redisDown, 'healed'),
  end(0, ['every critical check passes, after 1 heal']),
];

describe('in a terminal', () => {
  test('shows each phase that is still being looked at, for how long, and what it waits for', () => {
    const terminal = openTerminal(80);
    const progress = follow(terminal);
    progress.tell(start('heal'), ...brokenLook.slice(0, 5));
    vi.advanceTimersByTime(1300);
    progress.tell({
      type: 'pending',
      phase: 'containers',
      target: 'app',
      message: 'still starting',
      remaining_ms: 58_000,
    });
    vi.advanceTimersByTime(100);
    const live = terminal.screen().filter(line => line !== '');
    expect(live).toEqual([
      expect.stringContaining('Orixoon 1.2.3'),
      expect.stringMatching(/^[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] preflight {5}1\.4 s$/u),
      expect.stringMatching(/^[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] containers {4}1\.4 s · app: still starting \(up to 58 s\)$/u),
      '✗ redis',
      expect.stringMatching(/^[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] application {3}1\.4 s$/u),
    ]);
    expect(terminal.isCursorHidden()).toBe(true);
    progress.close();
  });

  test('shows what is being healed, how far it is settled, and how long a retry waits', () => {
    const terminal = openTerminal(80);
    const progress = follow(terminal);
    const last = (): string => {
      vi.advanceTimersByTime(100);
      return (
        terminal
          .screen()
          .filter(line => line !== '')
          .at(-1) ?? ''
      );
    };
    const [started, acted, settling, over] = attempt(redisDown, 'unhealed') as [RunEvent, RunEvent, RunEvent, RunEvent];
    progress.tell(start('heal'), issue(redisDown), started);
    expect(last()).toMatch(/Starting container redis · 0\.1 s/);
    progress.tell(acted);
    expect(last()).toContain('re-testing redis');
    progress.tell({ ...settling, passes: 1 } as RunEvent);
    expect(last()).toMatch(/waiting for redis: passed 1 of 2 · 0\.\d s/);
    progress.tell(over, { type: 'wait', reason: 'retry of redis', ms: 10_000 });
    vi.advanceTimersByTime(2900);
    expect(last()).toContain('retry of redis · 7.0 s left');
    progress.close();
  });

  test('heals that settle beside one another have a line each, until each is over', () => {
    const terminal = openTerminal(80);
    const progress = follow(terminal);
    const [, acted, settling, over] = attempt(redisDown, 'healed') as [RunEvent, RunEvent, RunEvent, RunEvent];
    const of = (event: RunEvent, target: string): RunEvent =>
      ('action' in event ? { ...event, action: { ...event.action, target } } : { ...event, target }) as RunEvent;
    progress.tell(start('heal'), issue(redisDown), acted, of(acted, 'app'), { ...settling, passes: 1 } as RunEvent);
    const shown = (): string => {
      vi.advanceTimersByTime(100);
      return terminal.screen().join('\n');
    };
    expect(shown()).toContain('waiting for redis: passed 1 of 2');
    expect(shown()).toContain('re-testing app');
    progress.tell(over);
    expect(shown()).not.toContain('waiting for redis');
    expect(shown()).toContain('re-testing app');
    progress.tell(of(over, 'app'));
    expect(shown()).not.toContain('re-testing app');
    progress.close();
  });

  test.each([20, 40, 80, 120])('leaves exactly the lines of the run at %i columns, with the cursor back', columns => {
    const terminal = openTerminal(columns);
    const progress = follow(terminal);
    for (const event of run) {
      progress.tell(event);
      vi.advanceTimersByTime(250);
    }
    progress.close();
    const calm = openTerminal(columns);
    calm.stream.write(
      linesOf(run, { verbose: false, quiet: false, color, columns, isLive: true })
        .map(line => `${line}\n`)
        .join(''),
    );
    expect(terminal.screen()).toEqual(calm.screen());
    expect(terminal.isCursorHidden()).toBe(false);
  });

  test('long live lines and wide letters do not smear a narrow terminal', () => {
    const terminal = openTerminal(24);
    const progress = follow(terminal);
    progress.tell(start('heal', { phases: [] }), began('containers'));
    for (let i = 0; i < 20; i += 1) {
      progress.tell({
        type: 'pending',
        phase: 'containers',
        target: '🔧🔧数据',
        message: '数据库 '.repeat(30),
        remaining_ms: 9000,
      });
      vi.advanceTimersByTime(100);
    }
    expect(terminal.screen().filter(line => /containers|数/.test(line))).toHaveLength(1);
    progress.close();
    expect(terminal.screen().join('')).not.toMatch(/containers|数/);
  });

  test('a terminal made narrower is still cleaned of what it had wrapped', () => {
    const terminal = openTerminal(80);
    const progress = follow(terminal);
    progress.tell(start('heal', { phases: [] }), began('containers'));
    progress.tell({
      type: 'pending',
      phase: 'containers',
      target: 'app',
      message: 'still starting '.repeat(4),
      remaining_ms: 9000,
    });
    vi.advanceTimersByTime(100);
    terminal.resize(30);
    vi.advanceTimersByTime(300);
    expect(terminal.screen().filter(line => line.includes('containers'))).toHaveLength(1);
    progress.close();
    expect(terminal.screen().join('')).not.toContain('starting');
  });

  test('more phases than rows: the rest is counted', () => {
    const terminal = openTerminal(80, true, 5);
    const progress = follow(terminal);
    progress.tell(start('heal'), ...brokenLook.slice(0, 4));
    vi.advanceTimersByTime(100);
    expect(
      terminal
        .screen()
        .filter(line => line !== '')
        .at(-1),
    ).toBe('  and 2 more');
    progress.close();
  });

  test('keeps still while paused, and tells afterwards what happened meanwhile', () => {
    const terminal = openTerminal(80);
    const progress = follow(terminal);
    progress.tell(start('heal'), ...brokenLook.slice(0, 4));
    vi.advanceTimersByTime(100);
    progress.pause();
    expect(terminal.isCursorHidden()).toBe(false);
    const still = terminal.written();
    progress.tell({ type: 'note', level: 'warning', message: 'meanwhile' });
    vi.advanceTimersByTime(1000);
    expect(terminal.written()).toBe(still);
    progress.resume();
    expect(terminal.screen().join('\n')).toContain('meanwhile');
    progress.close();
  });

  test('leaves no timer and no listener behind', () => {
    const before = process.listenerCount('exit');
    const progress = follow(openTerminal(80));
    expect(process.listenerCount('exit')).toBe(before + 1);
    progress.close();
    expect(process.listenerCount('exit')).toBe(before);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('without one', () => {
  test.each([
    ['a pipe', { isInteractive: false }, 0 as const],
    ['no colour', { isInteractive: true }, 0 as const],
    ['TERM=dumb', { isInteractive: true, env: { TERM: 'dumb' } }, 0 as const],
  ])('%s: plain lines and no escape code', (_, over, level) => {
    const terminal = openTerminal(80, false);
    const progress = follow(terminal, { color: new Chalk({ level }), ...over });
    for (const event of run) {
      progress.tell(event);
      vi.advanceTimersByTime(250);
    }
    progress.close();
    expect(terminal.written()).not.toContain('\u001b');
    expect(terminal.written()).toBe(
      `${linesOf(run, { verbose: false, quiet: false, color: new Chalk({ level }) }).join('\n')}\n`,
    );
  });

  test('TERM=dumb draws nothing in place, even with colour forced', () => {
    const terminal = openTerminal(80, false);
    const progress = follow(terminal, { env: { TERM: 'dumb' } });
    progress.tell(...run);
    vi.advanceTimersByTime(500);
    progress.close();
    expect(terminal.written()).not.toMatch(/\u001b\[(\?25|\d*A|J)/);
  });

  test('a reader that went away ends nothing', () => {
    const terminal = openTerminal(80, false);
    const progress = follow(terminal, { isInteractive: false });
    terminal.stream.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    progress.tell(...run);
    progress.close();
    expect(terminal.written()).toBe('');
  });
});

test('quiet in a terminal: no live region either', () => {
  const terminal = openTerminal(80);
  const progress = follow(terminal, { quiet: true });
  progress.tell(start('heal'), began('preflight'), finished('preflight', [finding('preflight', 'disk')]));
  vi.advanceTimersByTime(500);
  progress.close();
  expect(terminal.written()).toBe('');
});

test('lines that stay are wrapped at the columns that are given, as those of a run are', () => {
  const widest = (columns: number | undefined): number => {
    const terminal = openTerminal(500);
    const progress = follow(terminal, { isInteractive: false, columns, color: new Chalk({ level: 0 }) });
    progress.tell(...run);
    progress.close();
    return Math.max(...terminal.screen().map(line => line.length));
  };
  expect(widest(undefined)).toBeGreaterThan(60);
  expect(widest(60)).toBeLessThanOrEqual(60);
});
