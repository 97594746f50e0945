import type { Settings } from '../systems/settings.ts';
import type { Notifications } from './notifications.ts';
import type { HealingActions } from './policy.ts';

/** healing_config.json, valid and with every default filled in. */
export interface ConfigDocument extends Settings {
  readonly healing_actions: HealingActions;
  readonly notifications: Notifications;
}
