import type { JsonSchema } from './json-schema.ts';

const channels = ['slack', 'discord', 'webhook', 'email'];

const tell = (when: string): JsonSchema => ({
  type: 'boolean',
  description: `Whether to tell the channels when ${when}. A dry run tells nobody.`,
  default: true,
  examples: [false],
});

const hook = (who: string, key: string): JsonSchema => ({
  type: 'object',
  description: `${who}.`,
  default: {},
  examples: [{ [key]: '${WEBHOOK_URL:-}' }],
  additionalProperties: false,
  properties: {
    [key]: {
      type: 'string',
      description:
        'An http:// or https:// URL. It is a secret: take it from the environment. Left out or empty: this channel is not used.',
      examples: ['${WEBHOOK_URL:-}'],
    },
  },
});

/** The config's section `notifications`. */
export const notificationsSchema: JsonSchema = {
  type: 'object',
  description:
    'Whom to tell about heals and a BLOCK: in a run at most one message when the first heal begins, and one at its end. That a message was not delivered never changes the verdict.',
  default: {},
  examples: [{ notification_channels: ['slack'], slack: { webhook_url: '${WEBHOOK_URL:-}' } }],
  additionalProperties: false,
  properties: {
    notify_on_healing_attempt: tell('the first heal of a run begins'),
    notify_on_healing_success: tell('a heal succeeded'),
    notify_on_healing_failure: tell('a heal failed'),
    notify_on_block: tell('a run ends in BLOCK, whether or not it healed'),
    notification_channels: {
      type: 'array',
      description: 'The channels to use, of those that have an address below.',
      default: channels,
      examples: [['slack', 'email']],
      items: { type: 'string', description: 'A channel.', enum: channels, examples: ['slack'] },
    },
    slack: hook('Slack, by an incoming webhook', 'webhook_url'),
    discord: hook('Discord, by a webhook', 'webhook_url'),
    webhook: hook('Any other service: it is sent JSON by POST', 'url'),
    email: {
      type: 'object',
      description: 'E-mail by SMTP.',
      default: {},
      examples: [{ smtp_url: '${SMTP_URL:-}', from: 'orixoon@example.com', to: ['ops@example.com'] }],
      additionalProperties: false,
      properties: {
        smtp_url: {
          type: 'string',
          description:
            'An smtps:// URL (TLS, port 465), or smtp:// (STARTTLS, which must be offered but on this machine or with ?starttls=off; port 587). The certificate must be trusted (NODE_EXTRA_CA_CERTS adds an authority). It is a secret: take it from the environment. Left out or empty: this channel is not used.',
          examples: ['${SMTP_URL:-}'],
        },
        from: { type: 'string', description: 'The sender.', default: '', examples: ['orixoon@example.com'] },
        to: {
          type: 'array',
          description: 'The receivers.',
          default: [],
          examples: [['ops@example.com']],
          items: { type: 'string', description: 'An address.', minLength: 1, examples: ['ops@example.com'] },
        },
      },
    },
  },
};
