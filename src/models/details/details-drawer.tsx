import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useOutletContext, useParams } from 'react-router-dom';
import type { ListedNames } from '../../../core/contract/listed-names.ts';
import type { ModelListItem } from '../../../core/contract/model.ts';
import {
  modelDetailQuery,
  serviceCheckQuery,
  versionsOfNamesQuery,
} from '../../api/queries/models/models.ts';
import { ownerNamesQuery } from '../../api/queries/models/owner-names.ts';
import { paths } from '../../app/paths.ts';
import { m } from '../../messages/messages.js';
import { useMayDelete, useProject } from '../../session/session-hooks.ts';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import type { ModelsOutlet } from '../models-page.tsx';
import { ModelFields } from './model-fields.tsx';
import { ModelServices } from './model-services.tsx';
import { OverList, useBackToList } from './over-list.tsx';
import { VersionProtection } from './version-protection.tsx';

/** One version in full, over the list. */
export function DetailsDrawer() {
  const { name = '', version = '' } = useParams();
  const close = useBackToList();
  const versions = useQuery(versionsOfNamesQuery(useProject(), [name]));
  const model = versions.data?.listed.find((one) => one.model_version === version);
  return (
    <OverList
      title={
        <>
          <bdi>{name}</bdi> <bdi>{version}</bdi>
        </>
      }
    >
      {versions.isPending && <Placeholder height={320} />}
      {versions.isError && <ErrorNotice error={versions.error} onRetry={() => versions.refetch()} />}
      {versions.data && !model && (
        <GoneNotice name={name} version={version} lacks={lackOf(versions.data)} onClose={close} />
      )}
      {model && <Details model={model} />}
    </OverList>
  );
}

/** Why a list proves nothing by what it does not have. */
type Lack = 'nothing' | 'rows' | 'unread';

function lackOf({ short, unsure }: ListedNames): Lack {
  if (short.length > 0) return 'rows';
  return unsure.size > 0 ? 'unread' : 'nothing';
}

const ABSENT = {
  nothing: m.details_gone,
  rows: m.details_short,
  unread: m.details_unreadable,
} as const satisfies Record<Lack, unknown>;

function GoneNotice(props: { name: string; version: string; lacks: Lack; onClose: () => void }) {
  const { name, version, lacks } = props;
  return (
    <Stack align="flex-start">
      <Text>{ABSENT[lacks]({ name, version })}</Text>
      <Button variant="default" onClick={props.onClose}>
        {m.back_to_list()}
      </Button>
    </Stack>
  );
}

function Details({ model }: { model: ModelListItem }) {
  const detail = useQuery(modelDetailQuery(useProject(), model.model_id));
  const check = useQuery(serviceCheckQuery([model.model_id]));
  const { owner = '' } = detail.data?.model ?? model;
  const names = useQuery({ ...ownerNamesQuery(owner), enabled: owner !== '' });
  const { model_name: name } = model;
  const { onDelete, onProtect } = useOutletContext<ModelsOutlet>();
  const mayDelete = useMayDelete();
  return (
    <Stack gap="lg">
      <Anchor component={Link} to={paths.name(model.model_name)} size="sm">
        {m.name_all_versions({ name: model.model_name })}
      </Anchor>
      <ModelServices check={check} id={model.model_id} />
      <VersionProtection
        of={{ name, version: { id: model.model_id, number: model.model_version } }}
        onProtect={onProtect}
      />
      {detail.isError && <ErrorNotice error={detail.error} onRetry={() => detail.refetch()} />}
      <ModelFields
        model={detail.data?.model ?? model}
        raw={detail.data?.raw}
        ownerName={names.data?.[owner]}
      />
      <Group justify="flex-end" gap="sm">
        {!mayDelete && (
          <Text size="sm" c="dimmed">
            {m.viewer_cannot_delete()}
          </Text>
        )}
        <Button
          color="red"
          variant="light"
          disabled={!mayDelete}
          onClick={() => onDelete({ kind: 'name', name, targetId: model.model_id })}
        >
          {m.delete_ellipsis()}
        </Button>
      </Group>
    </Stack>
  );
}
