import { expect, test } from 'vitest';
import type { DockerReads } from '../../../src/clients/docker-connection.ts';
import { dataPlace, unusedImages } from '../../../src/clients/docker-images.ts';

/** An engine of canned answers. */
const engine = (answers: Readonly<Record<string, unknown>>): DockerReads => ({
  timeoutMs: 1000,
  get: path => Promise.resolve(answers[path] as never),
  read: () => Promise.reject(new Error('nothing streams here')),
});

const none = { RepoTags: ['<none>:<none>'], RepoDigests: ['<none>@<none>'] };
const idsOf = async (images: readonly object[], users: readonly object[] = []): Promise<string[]> => {
  const shelf = engine({ '/images/json': images, '/containers/json': users });
  return (await unusedImages(shelf)).map(({ id }) => id);
};

test.each([
  ['<none> in both lists', { Id: 'a', ...none }, ['a']],
  ['no lists, as Go writes them', { Id: 'a', RepoTags: null, RepoDigests: null }, ['a']],
  ['empty lists', { Id: 'a', RepoTags: [], RepoDigests: [] }, ['a']],
  ['a tag', { Id: 'a', ...none, RepoTags: ['app:1'] }, []],
  ['a digest and no tag', { Id: 'a', RepoTags: null, RepoDigests: ['app@sha256:12'] }, []],
  ['a tag beside <none>', { Id: 'a', ...none, RepoTags: ['<none>:<none>', 'app:1'] }, []],
])('an image with %s', async (_, image, expected) => {
  expect(await idsOf([image])).toEqual(expected);
});

test('what a container has is in use, whatever its state, and all that it is built on', async () => {
  const images = [
    { Id: 'base', ...none },
    { Id: 'used', ...none, ParentId: 'base' },
    { Id: 'spare', ...none, ParentId: 'base' },
  ];
  expect(await idsOf(images, [{ Id: 'c', ImageID: 'used' }])).toEqual(['spare']);
});

test('what only unused images are built on comes after them; what a named one is built on stays', async () => {
  const images = [
    { Id: 'from', ...none },
    { Id: 'step', ...none, ParentId: 'from' },
    { Id: 'top', ...none, ParentId: 'step' },
    { Id: 'app', RepoTags: ['app:1'], ParentId: 'from' },
  ];
  expect(await idsOf(images)).toEqual(['top', 'step']);
});

test('its size is its own where the image that it is built on is known', async () => {
  const images = [
    { Id: 'base', RepoTags: ['base:1'], Size: 600 },
    { Id: 'built', ...none, ParentId: 'base', Size: 800, Created: 10 },
    { Id: 'pulled', ...none, ParentId: '', Size: 800 },
  ];
  expect(await unusedImages(engine({ '/images/json': images, '/containers/json': [] }))).toEqual([
    { id: 'built', bytes: 200, createdAtMs: 10_000 },
    { id: 'pulled', bytes: 800, createdAtMs: 0 },
  ]);
});

test('images are where Docker says, and where containerd keeps them when they are left to it', () => {
  const info = {
    SystemTime: '',
    Name: 'host',
    DockerRootDir: '/var/lib/docker',
    DriverStatus: [['Backing Filesystem', 'extfs']],
  };
  expect(dataPlace(info)).toEqual({ hostName: 'host', directories: ['/var/lib/docker'] });
  const left = { ...info, DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']] };
  expect(dataPlace(left).directories).toEqual(['/var/lib/docker', '/var/lib/containerd']);
});
