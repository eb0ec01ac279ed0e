import {
  type Icon,
  IconAlertTriangle,
  IconBan,
  IconFileImport,
  IconKey,
  IconKeyOff,
  IconLock,
  IconLogin2,
  IconLogout,
  IconPlus,
  IconRocket,
  IconRocketOff,
  IconSettings,
  IconShield,
  IconShieldOff,
  IconTrash,
  IconUserCog,
  IconUserMinus,
  IconUserPlus,
  IconWebhook,
} from '@tabler/icons-react';
import type { ActivityKind } from '../../core/console-api/activity.ts';
import { m } from '../messages/messages.js';

/** How a kind of activity is shown; its colour says no more than its icon and its words. */
type Look = { icon: Icon; tone: 'calm' | 'good' | 'bad' | 'warn'; word: () => string };

export const KIND_LOOKS: Record<ActivityKind, Look> = {
  created: { icon: IconPlus, tone: 'good', word: m.activity_kind_created },
  imported: { icon: IconFileImport, tone: 'good', word: m.activity_kind_imported },
  deleted: { icon: IconTrash, tone: 'calm', word: m.activity_kind_deleted },
  refused: { icon: IconBan, tone: 'bad', word: m.activity_kind_refused },
  contradicted: { icon: IconAlertTriangle, tone: 'warn', word: m.activity_kind_contradicted },
  'service-deployed': { icon: IconRocket, tone: 'good', word: m.activity_kind_service_deployed },
  'service-gone': { icon: IconRocketOff, tone: 'calm', word: m.activity_kind_service_gone },
  'signed-in': { icon: IconLogin2, tone: 'calm', word: m.activity_kind_signed_in },
  'user-added': { icon: IconUserPlus, tone: 'calm', word: m.activity_kind_user_added },
  'user-role-set': { icon: IconUserCog, tone: 'calm', word: m.activity_kind_user_role_set },
  'user-password-set': { icon: IconLock, tone: 'calm', word: m.activity_kind_user_password_set },
  'user-removed': { icon: IconUserMinus, tone: 'calm', word: m.activity_kind_user_removed },
  'sessions-ended': { icon: IconLogout, tone: 'calm', word: m.activity_kind_sessions_ended },
  'key-made': { icon: IconKey, tone: 'calm', word: m.activity_kind_key_made },
  'key-removed': { icon: IconKeyOff, tone: 'calm', word: m.activity_kind_key_removed },
  'settings-changed': { icon: IconSettings, tone: 'calm', word: m.activity_kind_settings_changed },
  'webhook-added': { icon: IconWebhook, tone: 'calm', word: m.activity_kind_webhook_added },
  'webhook-changed': { icon: IconWebhook, tone: 'calm', word: m.activity_kind_webhook_changed },
  'webhook-removed': { icon: IconWebhook, tone: 'calm', word: m.activity_kind_webhook_removed },
  protected: { icon: IconShield, tone: 'calm', word: m.activity_kind_protected },
  'protection-lifted': { icon: IconShieldOff, tone: 'calm', word: m.activity_kind_protection_lifted },
};
