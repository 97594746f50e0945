import { spawn } from 'node:child_process';
import { mkdir, open, readFile, readdir, rm } from 'node:fs/promises';
import { runCommand, type Say } from './command.ts';
import { whyNoAnswer } from './docker-at.ts';
import { enginePaths, readState, writeState, type EnginePaths, type EngineState } from './engine-state.ts';
import { installPackages, isThere, purgePackages } from './packages.ts';
import { poll } from './poll.ts';
import { PracticeError } from './practice-error.ts';
import { identify, isStill } from './process-identity.ts';

const DOCKERD = '/usr/sbin/dockerd';
const START_MS = 60_000;
const STOP_MS = 60_000;
/** Made by dockerd and containerd whatever their roots are. */
const STRAY_DIRECTORIES = [
  '/etc/docker',
  '/run/containerd',
  '/run/docker',
  '/opt/containerd',
  '/var/lib/docker',
  '/var/lib/containerd',
];

/** Whether the engine on record is still that very process. */
export async function isRunning(state: EngineState, stateDir: string): Promise<boolean> {
  return state.engine !== undefined && (await isStill(state.engine, ['dockerd', enginePaths(stateDir).dataRoot]));
}

/** Installs what is missing, starts dockerd so that it outlives us, and waits until it answers. */
export async function startPrivateEngine(stateDir: string, say: Say): Promise<void> {
  const paths = enginePaths(stateDir);
  await recordStrays(stateDir);
  if (!(await isThere(DOCKERD))) await installPackages(stateDir, 'engine', ['docker.io', 'ca-certificates'], say);
  await clearLeftovers(paths);
  await mkdir(paths.runDir, { recursive: true, mode: 0o700 });
  await mkdir(paths.dataRoot, { recursive: true });
  const pid = await spawnDetached(paths, await flagsFor(paths));
  const engine = await identify(pid);
  if (engine === undefined) throw new PracticeError(await lastWords(paths));
  await writeState(stateDir, { ...(await readState(stateDir)), engine });
  await poll({ what: `dockerd (log: ${paths.log})`, timeoutMs: START_MS }, async () => {
    if ((await whyNoAnswer(`unix://${paths.socket}`)) === undefined) return true;
    if (!(await isStill(engine, []))) throw new PracticeError(await lastWords(paths));
    return false;
  });
  say(`private Docker engine at unix://${paths.socket}`);
}

async function recordStrays(stateDir: string): Promise<void> {
  const state = await readState(stateDir);
  const absent: string[] = [];
  for (const directory of STRAY_DIRECTORIES) if (!(await isThere(directory))) absent.push(directory);
  await writeState(stateDir, { ...state, directories: [...new Set([...state.directories, ...absent])] });
}

/** What an engine that was killed left behind; its pid files may by now name somebody else, and dockerd believes them. */
async function clearLeftovers(paths: EnginePaths): Promise<void> {
  await rm(paths.pidFile, { force: true });
  // A containerd or a container that outlived its dockerd is taken over by the next one.
  if ((await processesOf(paths.execRoot)).length > 0) return;
  await unmountBelow([paths.dataRoot, paths.execRoot]);
  await rm(paths.runDir, { recursive: true, force: true });
}

async function flagsFor(paths: EnginePaths): Promise<string[]> {
  // The stack needs neither a way out nor the default bridge, so the machine's firewall and routing stay as they are.
  // Only where forwarding is already shut do containers of one network need rules to see each other.
  const rules = await runCommand(['iptables', '-S', 'FORWARD']).catch(() => '');
  const isShut = rules.includes('-P FORWARD DROP');
  return [
    ['--data-root', paths.dataRoot],
    ['--exec-root', paths.execRoot],
    ['--host', `unix://${paths.socket}`],
    ['--pidfile', paths.pidFile],
    [`--iptables=${isShut}`, '--ip6tables=false', '--ip-forward=false', '--ip-masq=false', '--bridge=none'],
    ['--log-opt', 'max-size=20m'],
  ].flat();
}

async function spawnDetached(paths: EnginePaths, flags: readonly string[]): Promise<number> {
  const log = await open(paths.log, 'a');
  try {
    const wanted = ['PATH', 'HOME', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => wanted.includes(name)));
    const child = spawn(DOCKERD, flags, { detached: true, stdio: ['ignore', log.fd, log.fd], env, cwd: '/' });
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
    if (child.pid === undefined) throw new PracticeError(`cannot run ${DOCKERD}`);
    return child.pid;
  } finally {
    await log.close();
  }
}

async function lastWords(paths: EnginePaths): Promise<string> {
  const log = await readFile(paths.log, 'utf8');
  return `dockerd ended at once:\n${log.trimEnd().split('\n').slice(-10).join('\n')}`;
}

/** Stops the private engine and takes away everything that was put on the machine for it. */
export async function closeEngine(stateDir: string, say: Say): Promise<void> {
  const paths = enginePaths(stateDir);
  const state = await readState(stateDir);
  if (state.engine !== undefined && (await isRunning(state, stateDir))) await stop(state.engine.pid, stateDir, say);
  await unmountBelow([paths.dataRoot, paths.execRoot]);
  await rm(paths.runDir, { recursive: true, force: true });
  await rm(paths.dataRoot, { recursive: true, force: true });
  await purgePackages(state.packages.image, say);
  if ((await whyNoAnswer('unix:///var/run/docker.sock')) === undefined) {
    if (state.packages.engine.length > 0)
      say(`kept ${state.packages.engine.join(', ')}: another Docker engine runs here`);
  } else {
    await purgePackages(state.packages.engine, say);
    for (const directory of state.directories) await rm(directory, { recursive: true, force: true });
  }
  await rm(stateDir, { recursive: true, force: true });
}

async function stop(pid: number, stateDir: string, say: Say): Promise<void> {
  say(`stopping the private Docker engine (pid ${pid})`);
  process.kill(pid, 'SIGTERM');
  await poll({ what: `dockerd (pid ${pid}) to end`, timeoutMs: STOP_MS }, async () => {
    return !(await isRunning(await readState(stateDir), stateDir));
  });
  await poll({ what: 'its containerd and shims to end', timeoutMs: STOP_MS }, async () => {
    return (await processesOf(enginePaths(stateDir).execRoot)).length === 0;
  });
}

async function processesOf(execRoot: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map(pid => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return pids.filter((_, index) => lines[index]?.includes(execRoot));
}

async function unmountBelow(roots: readonly string[]): Promise<void> {
  const mounts = (await readFile('/proc/self/mounts', 'utf8')).split('\n').map(line => line.split(' ')[1] ?? '');
  const ours = mounts.filter(mount => roots.some(root => mount.startsWith(`${root}/`) || mount === root));
  // Deepest first.
  for (const mount of ours.sort().reverse()) await runCommand(['umount', mount]);
}
