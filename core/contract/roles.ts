/** The embedded registry's roles (ours): a viewer lists and gets, an operator may do everything. */
export const ROLES = ['viewer', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** What a role may do, by ModelArts action. Source: contract.md, IAM. */
export const PERMISSIONS = {
  viewer: ['modelarts:model:list', 'modelarts:model:get'],
  operator: [
    'modelarts:model:list',
    'modelarts:model:get',
    'modelarts:model:create',
    'modelarts:model:delete',
  ],
} as const satisfies Record<Role, readonly string[]>;
export type Permission = (typeof PERMISSIONS)[Role][number];
