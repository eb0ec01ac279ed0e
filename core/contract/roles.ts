/**
 * The embedded registry's roles (ours), each with what those before it may do: a viewer lists and gets, an operator may do
 * everything to models, an administrator looks after the people of the account as well.
 */
export const ROLES = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** A person's role in a project, from the least on; none for those who are no member. */
export const ROLES_OR_NONE = ['none', ...ROLES] as const;
export type RoleOrNone = (typeof ROLES_OR_NONE)[number];

/** To see and end one's own sessions and access keys. */
const OWN_ACCESS = 'coppice:access:own';

const VIEWER = ['modelarts:model:list', 'modelarts:model:get', OWN_ACCESS] as const;
const OPERATOR = [...VIEWER, 'modelarts:model:create', 'modelarts:model:delete'] as const;

/** What a role may do, by ModelArts action, or by one of our own. Source: contract.md, IAM. */
export const PERMISSIONS = {
  viewer: VIEWER,
  operator: OPERATOR,
  admin: [...OPERATOR, 'coppice:people:manage'],
} as const satisfies Record<Role, readonly string[]>;
export type Permission = (typeof PERMISSIONS)[Role][number];

/** Whether a role has a permission. */
export function isPermitted(role: Role, permission: Permission): boolean {
  const allowed: readonly Permission[] = PERMISSIONS[role];
  return allowed.includes(permission);
}

/** The roles that may delete models. */
export const DELETING_ROLES: readonly Role[] = ROLES.filter((role) =>
  isPermitted(role, 'modelarts:model:delete'),
);
