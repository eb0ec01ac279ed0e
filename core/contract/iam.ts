import * as z from 'zod';
import { Id } from './id.ts';

const Name = z.string().min(1).max(64);

/** Body of `POST /v3/auth/tokens`; the scope may name the project or give its id, or be left out. Source: contract.md, IAM. */
export const TokenRequest = z.object({
  auth: z.object({
    identity: z.object({
      methods: z.tuple([z.literal('password')]),
      password: z.object({
        user: z.object({
          name: Name,
          password: z.string().min(1).max(256),
          domain: z.object({ name: Name }),
        }),
      }),
    }),
    scope: z.object({ project: z.union([z.object({ name: Name }), z.object({ id: Name })]) }).optional(),
  }),
});
export type TokenRequest = z.infer<typeof TokenRequest>;

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

const Named = z.looseObject({ id: z.string().min(1), name: z.string().min(1) });

/** Its id is part of every address. */
const Project = Named.extend({ id: Id });

/** What is read of the answer to a token request; `expires_at` is an ISO date. Source: contract.md, IAM. */
export const TokenAnswer = z.looseObject({
  token: z.looseObject({
    expires_at: z.string(),
    user: Named.extend({ domain: Named }),
    project: Project.optional(),
    roles: z.array(z.looseObject({ name: z.string() })).catch([]),
  }),
});
export type TokenAnswer = z.infer<typeof TokenAnswer>;

/** What is read of `GET /v3/auth/projects`. Source: contract.md, IAM. */
export const ProjectsAnswer = z.looseObject({
  projects: z.array(Project.extend({ domain_id: z.string().catch(''), enabled: z.boolean().catch(true) })),
});
export type ProjectsAnswer = z.infer<typeof ProjectsAnswer>;
