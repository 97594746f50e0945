/** What a look at this machine found, for a config to be made of. No value of a variable is in it that could be a secret. */
export interface Seen {
  readonly docker: SeenDocker;
  /** A compose project, where the containers are those of one. */
  readonly project: string | null;
  readonly containers: readonly SeenContainer[];
  /** Variables of our own environment that hold an address, by what it is the address of. */
  readonly variables: Readonly<Record<Kind, readonly SeenVariable[]>>;
  /** Ports of this machine that are open, though no container publishes them. */
  readonly openPorts: Readonly<Record<Kind, boolean>>;
  /** What the environment calls itself (NODE_ENV and its like), or null. */
  readonly environment: string | null;
  /** Health URLs that answered 2xx, by container; under null that of a port of the machine. */
  readonly healthUrls: readonly { readonly container: string; readonly url: string }[];
  /** Whether the database has the queue's table; null where it could not be asked. */
  readonly hasQueue: boolean | null;
}

/** Why there is no engine, or what it is called. */
export type SeenDocker = { readonly host: string } | { readonly trouble: string };

/** What a config connects to. */
export type Kind = 'database' | 'redis';

/** A variable that holds a URL. */
export interface SeenVariable {
  readonly name: string;
  /** Host and port, as they may be shown; null where it is a socket or cannot be told. */
  readonly at: string | null;
}

export interface SeenContainer {
  readonly name: string;
  readonly service: string | null;
  readonly image: string;
  readonly isRunning: boolean;
  readonly isOneShot: boolean;
  /** Names of the other containers that it needs, by compose's labels. */
  readonly dependsOn: readonly string[];
  /** TCP ports inside; `published` is the port of this machine, null where there is none. */
  readonly ports: readonly { readonly inside: number; readonly published: number | null }[];
  readonly processes: readonly SeenProcess[];
  /** User and database that its environment names (POSTGRES_USER, POSTGRES_DB); never a password. */
  readonly login: { readonly user: string | null; readonly database: string | null };
  /** Its environment holds a password for the server that it is. */
  readonly wantsPassword: boolean;
}

export interface SeenProcess {
  readonly pid: number;
  readonly ppid: number;
  readonly state: string;
  readonly command: string;
  readonly name: string;
}

/** The ports that these servers listen at where nobody says otherwise. */
export const usualPort: Readonly<Record<Kind, number>> = { database: 5432, redis: 6379 };
