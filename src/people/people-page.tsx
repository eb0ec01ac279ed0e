import { Title } from '@mantine/core';
import { IconCloud, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { isPermitted } from '../../core/contract/roles.ts';
import { sessionQuery } from '../api/queries/access/session.ts';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { ButtonLink } from '../ui/button-link.tsx';
import { PageState } from '../ui/errors/page-state.tsx';
import { useTabTitle } from '../ui/use-tab-title.ts';
import classes from './people.module.css';
import { PeopleView } from './people-view.tsx';

/** The people of the account, for its administrators; others are told why there is nothing to see. */
export function PeoplePage() {
  useTabTitle(m.people());
  const { data: session } = useQuery(sessionQuery);
  if (!session) return null;
  if (!session.is_mirrored && isPermitted(session.role, 'coppice:people:manage')) {
    return <PeopleView me={session} />;
  }
  const [icon, title, text] = session.is_mirrored
    ? [IconCloud, m.people_remote(), m.people_remote_text()]
    : [IconUsers, m.people_not_admin(), m.people_not_admin_text()];
  return (
    <div className={classes.page}>
      <Title order={1} size="h3">
        {m.people()}
      </Title>
      <PageState icon={icon} title={title} text={text}>
        <ButtonLink to={paths.ownAccess} variant="default">
          {m.people_own()}
        </ButtonLink>
      </PageState>
    </div>
  );
}
