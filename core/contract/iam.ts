import * as z from 'zod';
import { Id } from './id.ts';

const Name = z.string().min(1).max(64);

/** By its id, or by its name; whoever sends both means the id. */
const Reference = z.union([z.object({ id: Name }), z.object({ name: Name })], {
  error: 'has to have an id or a name',
});

const password = z.string().min(1).max(256);

const Password = z.object({
  methods: z.tuple([z.literal('password')]),
  password: z.object({
    user: z.union([z.object({ id: Name, password }), z.object({ name: Name, domain: Reference, password })], {
      error: 'has to have a password, and an id, or a name and a domain',
    }),
  }),
});

/** A token that is good now, in place of a password: for another project, and for no longer than it is good itself. */
const Token = z.object({
  methods: z.tuple([z.literal('token')]),
  token: z.object({ id: z.string().min(1).max(256) }),
});

/** A project by its id, or by its name, which is one of the user's own account. */
const ProjectScope = z.union([
  z.object({ id: Name }),
  z.object({ name: Name, domain: Reference.optional() }),
]);

/**
 * Body of `POST /v3/auth/tokens`. Without a scope, or with "unscoped", the token is for no project. Sources: contract.md,
 * IAM; Keystone's Identity API v3, "Authentication and token management".
 */
export const TokenRequest = z.object({
  auth: z.object({
    identity: z.union([Password, Token], {
      error: 'has to be by one of the methods "password" and "token", with what belongs to it',
    }),
    scope: z
      .union([z.object({ project: ProjectScope }), z.literal('unscoped')], {
        error: 'has to be a project, by its id or its name, or "unscoped"',
      })
      .optional(),
  }),
});
export type TokenRequest = z.infer<typeof TokenRequest>;

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
