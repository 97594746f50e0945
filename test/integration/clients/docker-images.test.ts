import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectDocker } from '../../../src/clients/docker-connection.ts';
import type { DockerConnection } from '../../../src/clients/docker-connection.ts';
import { removeImage } from '../../../src/clients/docker-image-removal.ts';
import { DockerError } from '../../../src/clients/errors.ts';
import { openLab } from '../lab.ts';
import type { Lab } from '../lab.ts';
import { openShelf } from '../servers/image-shelf.ts';
import type { Shelf } from '../servers/image-shelf.ts';

let lab: Lab;
let shelf: Shelf;
let real: DockerConnection;
beforeAll(async () => {
  lab = await openLab();
  shelf = openShelf(lab);
  real = connectDocker(lab.host, { timeoutMs: 60_000, signal: lab.signal });
});
afterEach(() => shelf.clear());
afterAll(() => lab.close());

const never = (): AbortSignal => new AbortController().signal;
const remove = (id: string, connection = real) => removeImage(connection, id, never());

/** The real engine, where something happens right before it is asked to remove. */
const meanwhile = (act: () => Promise<unknown>): DockerConnection => ({
  ...real,
  async delete(path, query, bounds) {
    await act();
    return real.delete(path, query, bounds);
  },
});

test('unused is what has no name, no container and nothing built on it', async () => {
  const [spare, tagged, created, exited, below] = [
    await shelf.image(),
    await shelf.image(),
    await shelf.image(),
    await shelf.image(),
    await shelf.image(),
  ];
  await shelf.tag(tagged);
  await shelf.use(created);
  const container = await shelf.use(exited);
  await container.start();
  await container.wait();
  await shelf.tag(await shelf.image(below));
  const top = await shelf.image(spare);
  const ours = [spare, tagged, created, exited, below, top];
  const unused = await lab.tool.eyes.unusedImages();
  expect(unused.map(({ id }) => id).filter(id => ours.includes(id))).toEqual([top, spare]);
});

test('the engine tells where its data is, and what machine that is', async () => {
  const info = (await lab.docker.info()) as { Name: string; DockerRootDir: string };
  const { hostName, directories } = await lab.tool.eyes.dataPlace();
  expect([hostName, directories[0]]).toEqual([info.Name, info.DockerRootDir]);
});

describe('removal', () => {
  test('takes the one image, and leaves what it was built on', async () => {
    const below = await shelf.image();
    const id = await shelf.image(below);
    expect(await remove(id)).toBeNull();
    expect([await shelf.has(id), await shelf.has(below)]).toEqual([false, true]);
    expect(await remove(id)).toBe('it is gone already');
  });

  test('leaves alone what got a name, a container or a child', async () => {
    const [named, used, below] = [await shelf.image(), await shelf.image(), await shelf.image()];
    const name = await shelf.tag(named);
    await shelf.use(used);
    const child = await shelf.image(below);
    expect(await remove(named)).toBe(`it has a name (${name})`);
    expect(await remove(used)).toMatch(/^container lab-.*user-\d+ uses it$/);
    expect(await remove(below)).toBe(`image ${child} is built on it`);
    for (const id of [named, used, below]) expect(await shelf.has(id)).toBe(true);
  });

  test('asks Docker without force, which refuses what got a container at the last moment', async () => {
    const id = await shelf.image();
    expect(
      await remove(
        id,
        meanwhile(() => shelf.use(id)),
      ),
    ).toMatch(/container .*HTTP 409/);
    expect(await shelf.has(id)).toBe(true);
  });

  test('says loudly when a name given at the last moment was lost', async () => {
    const id = await shelf.image();
    const loss = remove(
      id,
      meanwhile(() => shelf.tag(id)),
    );
    await expect(loss).rejects.toThrow(/WORSE THAN BEFORE.*orixoon-test-lab/);
  });

  test('looks where the answer is lost: gone is removed, still there is a failure', async () => {
    const [gone, kept] = [await shelf.image(), await shelf.image()];
    const lost = new DockerError('timeout', 'no answer');
    const after: DockerConnection = {
      ...real,
      async delete(...args) {
        await real.delete(...args);
        throw lost;
      },
    };
    expect(await remove(gone, after)).toBeNull();
    await expect(remove(kept, { ...real, delete: () => Promise.reject(lost) })).rejects.toBe(lost);
    expect(await shelf.has(kept)).toBe(true);
  });

  test('that a proxy refuses is no image left alone', async () => {
    const id = await shelf.image();
    const refused = new DockerError('forbidden', 'the proxy must allow DELETE /images/*');
    await expect(remove(id, { ...real, delete: () => Promise.reject(refused) })).rejects.toBe(refused);
  });

  test('cut short says that Docker may still do it', async () => {
    const id = await shelf.image();
    const ending = new AbortController();
    const cut: DockerConnection = {
      ...real,
      delete(path, query, bounds) {
        ending.abort();
        return real.delete(path, query, bounds);
      },
    };
    await expect(removeImage(cut, id, ending.signal)).rejects.toThrow('it may still do it');
  });
});
