import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { NamePage } from '../../core/console-api/models/name-page.ts';
import { protectionsQuery } from '../api/queries/models/protections.ts';
import { paths } from '../app/paths.ts';
import type { DeletionScope } from '../deletion/deletion-scope.ts';
import { m } from '../messages/messages.js';
import { deletionsOfName } from '../models/selection/deletions-of-name.ts';
import { ownProtection } from '../protection/protectable.ts';
import type { OnProtect } from '../protection/protection-entries.tsx';
import { useMayDelete } from '../session/session-hooks.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import { CopyButton } from '../ui/copy/copy-button.tsx';
import { formatCount, formatList } from '../ui/text/format.ts';
import { ByteSize } from '../ui/text/sizes.tsx';
import { TimeStamp } from '../ui/time/time-stamp.tsx';
import classes from './names.module.css';

/** How many of the newest are kept at first, where there are more. */
const KEPT_AT_FIRST = 3;

type Group = NonNullable<NamePage['group']>;

/** The name, what there is of it in all, whose it is, and what can be done with the whole of it. */
export function NameHead(props: {
  name: string;
  page: NamePage | undefined;
  onDelete: (scope: DeletionScope) => void;
  onProtect: OnProtect;
}) {
  const { name, page, onDelete, onProtect } = props;
  const group = page?.group;
  return (
    <div className={classes.head}>
      <div className={classes.headWords}>
        <Title order={1} size="h3" className={classes.heading}>
          <bdi>{name}</bdi>
        </Title>
        {group && <Facts group={group} owners={page.owners} isPart={page.newest.length < group.versions} />}
      </div>
      <div className={classes.headButtons}>
        <CopyButton size="compact-sm" text={name} label={m.copy_name()} />
        {group && (
          <>
            <ButtonLink to={paths.search(name)} size="compact-sm" variant="default">
              {m.services_in_list()}
            </ButtonLink>
            <Protect name={name} onProtect={onProtect} />
            <Deletions group={group} onDelete={onDelete} />
          </>
        )}
      </div>
    </div>
  );
}

function Facts(props: { group: Group; owners: NamePage['owners']; isPart: boolean }) {
  const { group, owners, isPart } = props;
  const { versions: count, services } = group;
  const who = formatList(owners.map(({ owner, owner_name }) => owner_name || owner));
  return (
    <p className={classes.facts}>
      <span>{m.count_versions({ count, shown: formatCount(count) })}</span>
      <ByteSize bytes={group.model_size} />
      {services > 0 && <span>{m.count_services({ count: services })}</span>}
      {owners.length > 0 && (
        <span>
          <bdi>
            {isPart
              ? m.name_owners_of_newest({ owners: who })
              : m.name_owners({ count: owners.length, owners: who })}
          </bdi>
        </span>
      )}
      <span>
        {m.name_newest({ version: group.latest_version })}
        <TimeStamp at={group.latest_create_at} tabIndex={0} />
      </span>
    </p>
  );
}

/** Where the name is protected already, what protects it is told below, with the way to lift it. */
function Protect({ name, onProtect }: { name: string; onProtect: OnProtect }) {
  const mayProtect = useMayDelete();
  const { data } = useQuery(protectionsQuery([name]));
  if (!mayProtect || !data || ownProtection({ name }, data)) return null;
  return (
    <Button size="compact-sm" variant="default" onClick={() => onProtect({ name })}>
      {m.protect_action_name()}
    </Button>
  );
}

function Deletions({ group, onDelete }: { group: Group; onDelete: (scope: DeletionScope) => void }) {
  const { model_name: name, versions: count, latest_version: newest } = group;
  const mayDelete = useMayDelete();
  if (!mayDelete) {
    return (
      <Text size="sm" c="dimmed">
        {m.viewer_cannot_delete()}
      </Text>
    );
  }
  const [whole] = deletionsOfName(name, count, newest);
  const keepNewest = count > KEPT_AT_FIRST ? KEPT_AT_FIRST : 1;
  return (
    <>
      {count > 1 && (
        <Button
          size="compact-sm"
          color="red"
          variant="light"
          onClick={() => onDelete({ kind: 'name', name, isWhole: true, keepNewest })}
        >
          {m.name_keep_newest()}
        </Button>
      )}
      {whole && (
        <Button size="compact-sm" color="red" variant="light" onClick={() => onDelete(whole.scope)}>
          {whole.label}
        </Button>
      )}
    </>
  );
}
