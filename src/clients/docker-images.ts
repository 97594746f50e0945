import type { Bounds, DockerReads } from './docker-connection.ts';
import type { RawInfo } from './docker-info.ts';
import type { DataPlace, UnusedImage } from './docker-types.ts';
import { DockerError } from './errors.ts';

/** What we read of a row of `GET /images/json`; null, or a list of `<none>`, where an image has no name. */
interface RawImage {
  readonly Id: string;
  readonly ParentId?: string;
  readonly RepoTags?: readonly string[] | null;
  readonly RepoDigests?: readonly string[] | null;
  readonly Created?: number;
  readonly Size?: number;
}

interface RawUser {
  readonly Id: string;
  readonly ImageID?: string;
  readonly Names?: readonly string[] | null;
}

/** All images, the nameless steps of builds among them, and all containers, running or not. */
interface Shelf {
  readonly images: readonly RawImage[];
  readonly users: readonly RawUser[];
}

async function readShelf(reads: DockerReads, bounds?: Bounds): Promise<Shelf> {
  const images = await reads.get<RawImage[]>('/images/json', { all: true }, bounds);
  // Asked last: whatever began to use one of those images meanwhile is seen.
  const users = await reads.get<RawUser[]>('/containers/json', { all: true }, bounds);
  return { images, users };
}

/** Images that nothing names, uses or is built on; what only such images are built on comes after them. */
export async function unusedImages(reads: DockerReads): Promise<UnusedImage[]> {
  let shelf = await readShelf(reads);
  const unused: UnusedImage[] = [];
  for (;;) {
    const found = shelf.images.filter(image => whyNeeded(image, shelf) === null);
    if (found.length === 0) return unused;
    unused.push(...found.map(image => toUnused(image, shelf)));
    shelf = { ...shelf, images: shelf.images.filter(image => !found.includes(image)) };
  }
}

/** Why an image is to be left alone as things are now, or null. */
export async function whyKept(reads: DockerReads, id: string, bounds: Bounds): Promise<string | null> {
  const shelf = await readShelf(reads, bounds);
  const image = shelf.images.find(({ Id }) => Id === id);
  return image ? whyNeeded(image, shelf) : 'it is gone already';
}

/** Whether an image is still there, with a name or without one. */
export async function hasImage(reads: DockerReads, id: string, bounds: Bounds): Promise<boolean> {
  try {
    await reads.get(`/images/${id}/json`, {}, bounds);
    return true;
  } catch (error) {
    if (error instanceof DockerError && error.fault === 'not_found') return false;
    throw error;
  }
}

function whyNeeded({ Id, RepoTags, RepoDigests }: RawImage, { images, users }: Shelf): string | null {
  const name = [...(RepoTags ?? []), ...(RepoDigests ?? [])].find(one => !one.startsWith('<none>'));
  if (name !== undefined) return `it has a name (${name})`;
  const user = users.find(({ ImageID }) => ImageID === Id);
  if (user) return `container ${user.Names?.[0]?.replace(/^\//, '') ?? user.Id.slice(0, 12)} uses it`;
  const child = images.find(({ ParentId }) => ParentId === Id);
  return child ? `image ${child.Id} is built on it` : null;
}

/** Its own size where the image that it is built on is known, else all of it: layers that others share count too then. */
function toUnused({ Id, ParentId, Created = 0, Size = 0 }: RawImage, { images }: Shelf): UnusedImage {
  const parent = ParentId ? images.find(image => image.Id === ParentId) : undefined;
  return { id: Id, bytes: Math.max(0, Size - (parent?.Size ?? 0)), createdAtMs: Created * 1000 };
}

/** Where containerd keeps images when Docker leaves them to it; its own root is not told by Docker. */
const CONTAINERD_ROOT = '/var/lib/containerd';

/** Where the engine keeps its data, as it names the place itself. */
export function dataPlace({ Name = '', DockerRootDir = '', DriverStatus }: RawInfo): DataPlace {
  const isWithContainerd = (DriverStatus ?? []).some(row => row.join().includes('io.containerd.snapshotter'));
  return { hostName: Name, directories: [DockerRootDir, ...(isWithContainerd ? [CONTAINERD_ROOT] : [])] };
}
