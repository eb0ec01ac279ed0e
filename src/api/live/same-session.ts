import { signedInAgain } from '../http/reauthentication.ts';
import { readSession, type Session } from '../queries/access/session.ts';
import { hearOtherTabs } from './session-news.ts';

/** Whose page it is: the person and the project, in one word. */
export function whoOf(session: Session): string {
  return `${session.user.id} ${session.project.id}`;
}

/** Who the browser is signed in as, beside whose page this is. */
type Standing = 'same' | 'somebody else' | 'nobody' | 'not known';

/** Asks whether the browser is still signed in as the page is: that may have changed in another tab. */
export async function standingOf(who: string): Promise<Standing> {
  try {
    const session = await readSession();
    if (!session) return 'nobody';
    return whoOf(session) === who ? 'same' : 'somebody else';
  } catch {
    return 'not known';
  }
}

/**
 * Follows what other tabs do to the session. What was read by one person is not for another: when they sign out there, or
 * somebody else signs in, this page begins anew. Who signs in there as they were lets go on what waits here. Answers
 * what ends this.
 */
export function followSession(who: string): () => void {
  return hearOtherTabs(async () => {
    const standing = await standingOf(who);
    switch (standing) {
      case 'same':
        return signedInAgain();
      case 'somebody else':
      case 'nobody':
        return beginAnew();
      case 'not known':
        return undefined;
      default:
        return standing satisfies never;
    }
  });
}

/** Forgets everything that was read, and shows the page to whoever is signed in now. */
export function beginAnew(): void {
  window.location.reload();
}
