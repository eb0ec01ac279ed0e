import { useMutation } from '@tanstack/react-query';
import { ProjectChoices, type ProjectChoicesBody } from '../../../../core/console-api/access/session.ts';
import { http, parseAnswer } from '../../http/client.ts';

/** Asks the remote IAM for the names of the projects that somebody may sign in to. */
export function useProjectChoices() {
  return useMutation({
    mutationFn: async (body: ProjectChoicesBody): Promise<string[]> => {
      const { data } = await http.post('/api/session/projects', body, { mayBeSignedOut: true });
      const names = parseAnswer(ProjectChoices, data).projects.map((project) => project.name);
      return [...new Set(names)];
    },
  });
}
