import { Link, useSearchParams } from 'react-router-dom';
import type { ModelGroup } from '../../core/console-api/models/model-groups.ts';
import { paths } from '../app/paths.ts';
import type { DeletionScope } from '../deletion/deletion-scope.ts';
import { m } from '../messages/messages.js';
import { useAreServicesKnown } from '../sync-status/use-are-services-known.ts';
import { formatCount } from '../ui/text/format.ts';
import classes from './names.module.css';
import { type DeletionsOfName, DeletionsTab } from './tabs/deletions-tab.tsx';
import { JsonTab } from './tabs/json-tab.tsx';
import { ServicesTab } from './tabs/services-tab.tsx';
import { VersionsTab } from './tabs/versions-tab.tsx';

const TABS = ['versions', 'services', 'deletions', 'json'] as const;
type Tab = (typeof TABS)[number];

/** The parts of a name's page, each with an address of its own. */
export function NameTabs(props: {
  name: string;
  group: ModelGroup;
  deletions: DeletionsOfName;
  onDelete: (scope: DeletionScope) => void;
}) {
  const { name, group, deletions, onDelete } = props;
  const [params] = useSearchParams();
  const shown = TABS.find((tab) => tab === params.get('tab')) ?? 'versions';
  const areServicesKnown = useAreServicesKnown();
  const counts: Partial<Record<Tab, number>> = {
    versions: group.versions,
    ...((areServicesKnown || group.services > 0) && { services: group.services }),
    ...(deletions.data && { deletions: deletions.data.pages[0]?.first?.total ?? 0 }),
  };
  return (
    <>
      <nav aria-label={m.name_parts()} className={classes.tabs}>
        {TABS.map((tab) => (
          <Link
            key={tab}
            to={tab === 'versions' ? paths.name(name) : paths.nameTab(name, tab)}
            replace
            preventScrollReset
            aria-current={tab === shown ? 'page' : undefined}
          >
            {tabWord(tab)}
            {counts[tab] !== undefined && (
              <span className={classes.tabCount}>{formatCount(counts[tab])}</span>
            )}
          </Link>
        ))}
      </nav>
      {shown === 'versions' && <VersionsTab name={name} onDelete={onDelete} />}
      {shown === 'services' && <ServicesTab name={name} />}
      {shown === 'deletions' && <DeletionsTab name={name} deletions={deletions} />}
      {shown === 'json' && <JsonTab name={name} count={group.versions} />}
    </>
  );
}

function tabWord(tab: Tab): string {
  switch (tab) {
    case 'versions':
      return m.column_versions();
    case 'services':
      return m.services();
    case 'deletions':
      return m.deletions();
    case 'json':
      return m.name_json();
    default:
      return tab satisfies never;
  }
}
