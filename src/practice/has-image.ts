import type Docker from 'dockerode';

/** Whether the engine has an image of that name. */
export async function hasImage(docker: Docker, tag: string): Promise<boolean> {
  const found = await docker.listImages({ filters: { reference: [tag] } });
  return found.length > 0;
}
