import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../../src/practice/command.ts';
import { readState } from '../../src/practice/engine-state.ts';
import { canInstall, installPackages } from '../../src/practice/packages.ts';

const JOURNAL = '/var/lib/dpkg/updates';

test('a run of dpkg that was cut off is finished first, and what it was about is not taken for ours', async () => {
  const stateDir = await mkdtemp(path.join(tmpdir(), 'practice-'));
  const said: string[] = [];
  const install = (): Promise<void> => installPackages(stateDir, 'image', ['base-files'], line => said.push(line));
  try {
    if (!(await canInstall())) {
      await expect(install()).rejects.toThrow('install base-files first');
      return;
    }
    // What dpkg leaves when it is killed: the last state of a package, not yet in its list.
    const state = await runCommand(['dpkg-query', '--status', 'base-files']);
    await writeFile(
      path.join(JOURNAL, '0001'),
      state.replace('Status: install ok installed', 'Status: install ok unpacked'),
    );
    await expect(runCommand(['apt-get', 'check'], { env: { ...process.env, LC_ALL: 'C' } })).rejects.toThrow(
      /dpkg was interrupted/,
    );
    await install();
    expect(said).toContain('an earlier run of dpkg was cut off: finishing it first (dpkg --configure -a)');
    expect(await readdir(JOURNAL)).toEqual([]);
    expect(await runCommand(['dpkg-query', '--status', 'base-files'])).toContain('Status: install ok installed');
    expect((await readState(stateDir)).packages.image).toEqual([]);
  } finally {
    await rm(stateDir, { recursive: true, force: true });
  }
});
