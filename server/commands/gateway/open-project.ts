import { ProjectsAnswer, TokenAnswer } from '../../../core/contract/iam.ts';
import { Failure } from '../failure.ts';
import { printable } from '../printable.ts';
import { type AskGateway, gatewayClient } from './gateway-client.ts';
import type { GatewaySettings } from './gateway-settings.ts';

type Project = { id: string; name: string };

/** A project of a gateway, and who asks it. */
export type GatewayProject = { gateway: string; project: Project; ask: AskGateway };

/**
 * Finds out which project a command works in: the one of the token, or one of the access key's user.
 *
 * @throws Failure when it is none, another than was asked for, or one of several; as `gatewayClient`.
 */
export async function openProject(settings: GatewaySettings): Promise<GatewayProject> {
  const { credentials, gateway } = settings;
  const ask = gatewayClient(settings);
  const project =
    'token' in credentials
      ? await projectOfToken(ask, credentials.token, settings.project)
      : await projectOfKey(ask, settings.project);
  return { gateway, project, ask: gatewayClient(settings, project.id) };
}

async function projectOfToken(ask: AskGateway, token: string, wanted: string | undefined): Promise<Project> {
  const subject = { method: 'GET', path: '/v3/auth/tokens', headers: { 'x-subject-token': token } } as const;
  const { project } = (await ask(subject, TokenAnswer)).token;
  if (!project)
    throw new Failure('The token is for no project. Get one for a project, and set COPPICE_TOKEN.');
  if (wanted === undefined || isProject(project, wanted)) return project;
  throw new Failure(
    `The token is for the project ${shown(project)}, not for ${printable(wanted)}. Get a token for that one, or leave --project (COPPICE_PROJECT) away.`,
  );
}

async function projectOfKey(ask: AskGateway, wanted: string | undefined): Promise<Project> {
  const { projects } = await ask({ method: 'GET', path: '/v3/auth/projects' }, ProjectsAnswer);
  const all = projects.map(shown).join(', ');
  if (projects.length === 0)
    throw new Failure("The access key's user is in no project. Ask to be let into one.");
  const found = projects.filter((project) => wanted === undefined || isProject(project, wanted));
  const [project] = found;
  if (project && found.length === 1) return project;
  if (project) throw new Failure(`Say which project, by its id, with --project (COPPICE_PROJECT): ${all}.`);
  throw new Failure(
    `The access key's user is in no project ${printable(wanted ?? '')}. Check --project (COPPICE_PROJECT); there is ${all}.`,
  );
}

function isProject({ id, name }: Project, wanted: string): boolean {
  return id === wanted || name === wanted;
}

function shown({ id, name }: Project): string {
  return `${printable(name)} (${id})`;
}
