/** A key whose value is a URL. */
export interface UrlKey {
  /** JSON pointer. */
  readonly pointer: string;
  readonly schemes: readonly string[];
  /** True where an empty value counts as left out. */
  readonly isOptional: boolean;
  /** True where all of the URL is a secret, not only its password. */
  readonly isSecret: boolean;
}

const required = { isOptional: false, isSecret: false };
const optional = { isOptional: true, isSecret: false };
const secret = { isOptional: true, isSecret: true };
const POSTGRES = ['postgres', 'postgresql'];
const HTTP = ['http', 'https'];

export const urlKeys: readonly UrlKey[] = [
  {
    pointer: '/connections/docker/host',
    schemes: ['unix', 'npipe', 'tcp', 'http', 'https', 'ssh'],
    ...required,
  },
  { pointer: '/connections/database/url', schemes: POSTGRES, ...required },
  { pointer: '/connections/database/admin_url', schemes: POSTGRES, ...optional },
  { pointer: '/connections/redis/url', schemes: ['redis', 'rediss', 'unix'], ...required },
  { pointer: '/phases/application/health_url', schemes: HTTP, ...optional },
  { pointer: '/notifications/slack/webhook_url', schemes: HTTP, ...secret },
  { pointer: '/notifications/discord/webhook_url', schemes: HTTP, ...secret },
  { pointer: '/notifications/webhook/url', schemes: HTTP, ...secret },
  { pointer: '/notifications/email/smtp_url', schemes: ['smtp', 'smtps'], ...secret },
];
