/** Whom to tell, keys as the user writes them; a channel without its address is not configured. */
export interface Notifications {
  readonly notify_on_healing_attempt: boolean;
  readonly notify_on_healing_success: boolean;
  readonly notify_on_healing_failure: boolean;
  readonly notify_on_block: boolean;
  readonly notification_channels: readonly ('slack' | 'discord' | 'webhook' | 'email')[];
  readonly slack: { readonly webhook_url?: string };
  readonly discord: { readonly webhook_url?: string };
  readonly webhook: { readonly url?: string };
  readonly email: { readonly smtp_url?: string; readonly from: string; readonly to: readonly string[] };
}
