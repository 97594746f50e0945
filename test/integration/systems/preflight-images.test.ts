import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Draft } from '../../../src/core/plan.ts';
import { StaleError } from '../../../src/errors.ts';
import preflight from '../../../src/systems/preflight/index.ts';
import { probe } from '../../../src/systems/preflight/probe.ts';
import { openLab } from '../lab.ts';
import type { Lab } from '../lab.ts';
import { noProblem, openWorld } from '../servers/heal-world.ts';
import type { HealWorld } from '../servers/heal-world.ts';
import { openShelf } from '../servers/image-shelf.ts';
import type { Shelf } from '../servers/image-shelf.ts';

let lab: Lab;
let shelf: Shelf;
let folder: string;
let world: HealWorld | undefined;
const closers: (() => void)[] = [];
beforeAll(async () => {
  lab = await openLab();
  shelf = openShelf(lab);
});
beforeEach(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), 'orixoon-images-'))));
afterEach(async () => {
  for (const close of closers.splice(0)) close();
  await world?.end();
  await shelf.clear();
  await rm(folder, { recursive: true });
});
afterAll(() => lab.close());

const problem = noProblem('preflight', 'disk_space_low', 'host');
/** More than any disk has. */
const ALWAYS_SHORT = 1_000_000;

async function open(changes: { host?: string | null; least?: number; reports?: string } = {}): Promise<HealWorld> {
  const { host = lab.host, least = ALWAYS_SHORT, reports = folder } = changes;
  world = await openWorld(preflight, {
    connections: { redis: { url: 'redis://127.0.0.1:1' }, ...(host === null ? {} : { docker: { host } }) },
    phases: { preflight: { min_free_disk_gb: least, min_free_memory_percent: 0 } },
    reports: { directory: reports, keep: 1 },
  });
  return world;
}

/** Two report directories, of which one is to go. */
async function fileReports(): Promise<void> {
  for (const name of ['20250101_000000', '20250102_000000']) {
    await mkdir(path.join(folder, name));
    await writeFile(path.join(folder, name, 'report.json'), '{}');
  }
}

const imagesIn = (draft: Draft): readonly string[] => draft.identity.images as readonly string[];
/** A plan for these images alone: the engine is shared, and what others left there is not ours to remove. */
const only = (draft: Draft, ...images: string[]): Draft => ({ ...draft, identity: { ...draft.identity, images } });
const run = (here: HealWorld, draft: Draft) => here.heal('emergency_cleanup', problem, draft);

test('the plan names each image by its id, with its size, and no image that is needed', async () => {
  const [spare, tagged, used] = [await shelf.image(), await shelf.image(), await shelf.image()];
  await shelf.tag(tagged);
  await shelf.use(used);
  const draft = await (await open()).draft('emergency_cleanup', problem);
  expect(imagesIn(draft)).toContain(spare);
  for (const needed of [tagged, used]) expect(imagesIn(draft)).not.toContain(needed);
  expect(draft.steps.filter(step => step.includes(spare))).toEqual([
    expect.stringMatching(/^remove the untagged image sha256:[0-9a-f]{64} of 20\S+Z \(up to 0\.0 MB\)/),
  ]);
  expect(draft.steps.join()).not.toMatch(new RegExp(`${tagged}|${used}`));
});

test('removes the images and the reports that the plan names, and says what is free', async () => {
  await fileReports();
  const [spare, unplanned] = [await shelf.image(), await shelf.image()];
  const here = await open();
  const draft = only(await here.draft('emergency_cleanup', problem), spare);
  const { changed, details } = await run(here, draft);
  expect(changed).toEqual({ deleted_reports: 1, deleted_images: 1 });
  expect(details).toMatch(/^deleted 1 old report directory and 1 untagged image; \d+\.\d\d GB are free for \//);
  expect([await shelf.has(spare), await shelf.has(unplanned)]).toEqual([false, true]);
  expect(await readdir(folder)).toEqual(['20250102_000000']);
});

test('what got a name or a container between plan and act is left alone and counted', async () => {
  const [spare, named, used] = [await shelf.image(), await shelf.image(), await shelf.image()];
  const here = await open();
  const draft = only(await here.draft('emergency_cleanup', problem), named, spare, used);
  const name = await shelf.tag(named);
  await shelf.use(used);
  const { changed, details } = await run(here, draft);
  expect(changed).toEqual({ deleted_reports: 0, deleted_images: 1 });
  expect(details).toContain('2 images were left alone');
  expect(details).toContain(`${named}: it has a name (${name})`);
  expect([await shelf.has(spare), await shelf.has(named), await shelf.has(used)]).toEqual([false, true, true]);
});

test('is stale where nothing of the plan is waste any more', async () => {
  const used = await shelf.image();
  const here = await open();
  const draft = only(await here.draft('emergency_cleanup', problem), used);
  await shelf.use(used);
  const outcome = run(here, draft);
  await expect(outcome).rejects.toThrow(StaleError);
  await expect(outcome).rejects.toThrow('1 image was left alone');
  expect(await shelf.has(used)).toBe(true);
});

test('an interrupt stops it between two images', async () => {
  const [first, second] = [await shelf.image(), await shelf.image()];
  const here = await open();
  const draft = only(await here.draft('emergency_cleanup', problem), first, second);
  const ending = new AbortController();
  const { docker } = here.hands;
  Object.assign(here.hands, {
    signal: ending.signal,
    docker: {
      ...docker,
      async removeImage(id: string, signal: AbortSignal) {
        const why = await docker.removeImage(id, signal);
        ending.abort(new Error('interrupted'));
        return why;
      },
    },
  });
  await expect(run(here, draft)).rejects.toThrow('interrupted');
  expect([await shelf.has(first), await shelf.has(second)]).toEqual([false, true]);
});

/** The engine behind an address of ours; every connection is counted. */
async function forward(at: string | number): Promise<{ port: number; asked: () => number }> {
  let asked = 0;
  const server = net.createServer(from => {
    asked += 1;
    const to = net.connect(lab.host.replace(/^unix:\/\//, ''));
    for (const end of [from, to]) end.on('error', () => undefined);
    from.pipe(to).pipe(from);
  });
  closers.push(() => server.close());
  await new Promise<void>(resolve => server.listen(at, resolve));
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, asked: () => asked };
}

describe('images are left alone, and reports are cleaned up all the same,', () => {
  beforeEach(() => fileReports());

  async function expectLeftAlone(here: HealWorld, why: RegExp): Promise<void> {
    const spare = await shelf.image();
    const draft = await here.draft('emergency_cleanup', problem);
    expect([draft.unavailable, imagesIn(draft)]).toEqual([null, []]);
    expect(draft.steps).toEqual([
      expect.stringContaining('delete 1 report directory'),
      expect.stringMatching(/^Docker's images are left alone: /),
    ]);
    expect(draft.steps[1]).toMatch(why);
    expect((await run(here, draft)).changed).toEqual({ deleted_reports: 1, deleted_images: 0 });
    expect(await shelf.has(spare)).toBe(true);
  }

  test('of an engine at a network address, which is not even asked', async () => {
    const { port, asked } = await forward(0);
    const here = await open({ host: `tcp://127.0.0.1:${port}` });
    expect((await here.finding('disk_space')).message).not.toContain('Docker');
    await expectLeftAlone(here, /no socket of this machine/);
    expect(asked()).toBe(0);
  });

  test('of an engine of another machine behind a socket of this one', async () => {
    const socket = path.join(folder, 'forwarded.sock');
    const { asked } = await forward(socket);
    const here = await open({ host: `unix://${socket}` });
    const { docker } = here.look;
    const elsewhere = async () => ({ ...(await docker.dataPlace()), hostName: 'far-away' });
    Object.assign(here.look, { docker: { ...docker, dataPlace: elsewhere } });
    await expectLeftAlone(here, /runs on far-away/);
    expect(asked()).toBeGreaterThan(0);
  });

  test('where its data is not here', async () => {
    const here = await open();
    const { docker } = here.look;
    const absent = async () => ({ ...(await docker.dataPlace()), directories: [path.join(folder, 'nowhere')] });
    Object.assign(here.look, { docker: { ...docker, dataPlace: absent } });
    await expectLeftAlone(here, /nowhere is not on this machine/);
  });

  test('where Docker is not configured', async () => {
    await expectLeftAlone(await open({ host: null }), /connections\.docker is not set/);
  });

  test('where Docker does not answer, which a look at the disks says', async () => {
    const here = await open({ host: `unix://${folder}/nobody.sock`, least: 0 });
    const seen = await here.finding('disk_space');
    expect(seen.status).toBe('passed');
    expect(seen.message).toMatch(/Docker's own disk was not looked at: no Docker engine answers/);
    await expectLeftAlone(here, /no Docker engine answers/);
  });
});

test('images on a disk with room are left alone: they make none on the one that is short', async () => {
  const spare = await shelf.image();
  // The file system of /proc has no free space, ever; Docker's has more than a megabyte.
  const here = await open({ reports: '/proc', least: 0.001 });
  expect(await here.problem('disk_space_low')).toMatchObject({ observed: 0, evidence: { path: '/proc' } });
  const { unavailable } = await here.draft('emergency_cleanup', problem);
  expect(unavailable).toMatch(/they are on another disk, where [\d.]+ GB are free/);
  expect(unavailable).toContain('docker system df');
  expect(await shelf.has(spare)).toBe(true);
});

test("Docker's own disk is looked at too, and is an issue like any other", async () => {
  const { DockerRootDir } = (await lab.docker.info()) as { DockerRootDir: string };
  const here = await open({ least: 0.001 });
  expect((await probe(here.look)).disks.map(({ place }) => place)).toContain(DockerRootDir);
  const { docker } = here.look;
  // Where there is never any room.
  const full = async () => ({ ...(await docker.dataPlace()), directories: ['/proc'] });
  Object.assign(here.look, { docker: { ...docker, dataPlace: full } });
  expect(await here.problem('disk_space_low')).toMatchObject({ observed: 0, evidence: { path: '/proc' } });
});

test('nothing to delete: not available, with what to look at by hand', async () => {
  const here = await open();
  const { docker } = here.look;
  // The engine is shared: others may have left images on it.
  Object.assign(here.look, { docker: { ...docker, unusedImages: () => Promise.resolve([]) } });
  const { unavailable } = await here.draft('emergency_cleanup', problem);
  expect(unavailable).toContain('Docker has no untagged image that is unused');
  expect(unavailable).toContain('docker system df');
});

test('what cannot be removed after something was is said, and what was is counted', async () => {
  const [first, second] = [await shelf.image(), await shelf.image()];
  const here = await open();
  const draft = only(await here.draft('emergency_cleanup', problem), first, second);
  const { docker } = here.hands;
  const removeImage = (id: string, signal: AbortSignal) =>
    id === second ? Promise.reject(new Error('the proxy must allow it')) : docker.removeImage(id, signal);
  Object.assign(here.hands, { docker: { ...docker, removeImage } });
  const { changed, details } = await run(here, draft);
  expect([changed.deleted_images, details]).toEqual([1, expect.stringContaining('then it failed: the proxy must')]);
  await expect(run(here, only(draft, second))).rejects.toThrow('the proxy must allow it');
});
