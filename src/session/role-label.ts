import type { Role } from '../../core/contract/roles.ts';
import { m } from '../messages/messages.js';

/** A role, and what it means for the person who has it. */
export function roleLabel(role: Role): string {
  return role === 'operator' ? m.role_operator() : m.role_viewer();
}
