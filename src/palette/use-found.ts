import { useDebouncedValue } from '@mantine/hooks';
import { IconBox, IconReceipt, IconServer, IconVersions } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import type { ServiceSummary } from '../../core/console-api/models/services.ts';
import { type ReceiptSummary, receiptsQuery } from '../api/queries/deletions/receipts.ts';
import {
  type ModelGroup,
  modelGroupsQuery,
  type VersionRow,
  versionsPageQuery,
} from '../api/queries/models/model-groups.ts';
import { servicesQuery } from '../api/queries/models/services.ts';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { serviceStatusWord } from '../ui/service/service-status.ts';
import { headlineOf, namesInWords } from './deletion-words.ts';
import type { PaletteEntry } from './palette-entry.ts';
import { searchIn } from './search-in.ts';

/** After the last letter the server is asked. In ms. */
const AFTER_TYPING_MS = 120;

/** How many of each kind are offered. */
const NAMES_SHOWN = 6;
const VERSIONS_SHOWN = 5;
const SERVICES_SHOWN = 3;
const DELETIONS_SHOWN = 4;

/** What the server finds for a text: names, versions of the first of them, services, and the latest deletions. */
export function useFound(text: string): { entries: PaletteEntry[]; isPending: boolean } {
  const navigate = useNavigate();
  const [typed] = useDebouncedValue(text.trim(), AFTER_TYPING_MS);
  const { name, version } = searchIn(typed);
  const isAsking = name !== '';
  const names = useInfiniteQuery({
    ...modelGroupsQuery({ search: name }, { sort: 'name', order: 'asc' }),
    enabled: isAsking,
  });
  const groups = isAsking ? (names.data?.pages[0]?.groups ?? []).slice(0, NAMES_SHOWN) : [];
  const [first] = groups;
  // A search that finds only some versions of a name found them by their own names or ids.
  const filters = first && first.matching < first.versions ? { search: name } : {};
  const versions = useQuery({
    ...versionsPageQuery(first?.model_name ?? '', filters, 0),
    enabled: first !== undefined,
    placeholderData: keepPreviousData,
  });
  const services = useInfiniteQuery({
    ...servicesQuery({ search: name }, { sort: 'name', order: 'asc' }),
    enabled: isAsking,
  });
  const deletions = useInfiniteQuery(receiptsQuery(typed === '' ? {} : { search: name }));

  const ofFirst = first
    ? (versions.data?.versions ?? []).filter(
        (one) => one.model_name === first.model_name && one.model_version.includes(version),
      )
    : [];
  return {
    entries: [
      ...(version === '' ? groups.map((group) => nameEntry(group, navigate)) : []),
      ...ofFirst.slice(0, VERSIONS_SHOWN).map((one) => versionEntry(one, navigate)),
      ...(isAsking ? (services.data?.pages[0]?.services ?? []) : [])
        .slice(0, SERVICES_SHOWN)
        .map((one) => serviceEntry(one, navigate)),
      ...(deletions.data?.pages[0]?.deletions ?? [])
        .slice(0, DELETIONS_SHOWN)
        .map((one) => deletionEntry(one, navigate)),
    ],
    isPending: text.trim() !== typed || (isAsking && names.isPending),
  };
}

type Go = (to: string) => unknown;

function nameEntry({ model_name: name, versions }: ModelGroup, go: Go): PaletteEntry {
  return {
    key: `name ${name}`,
    group: m.palette_names(),
    icon: IconBox,
    label: name,
    remark: m.count_versions({ count: versions, shown: String(versions) }),
    act: () => go(paths.name(name)),
  };
}

function serviceEntry({ service_id, service_name, status }: ServiceSummary, go: Go): PaletteEntry {
  return {
    key: `service ${service_id}`,
    group: m.palette_services(),
    icon: IconServer,
    label: service_name,
    remark: serviceStatusWord(status),
    act: () => go(paths.service(service_id)),
  };
}

function versionEntry({ model_id, model_name, model_version }: VersionRow, go: Go): PaletteEntry {
  return {
    key: `version ${model_id}`,
    group: m.palette_versions(),
    icon: IconVersions,
    label: `${model_name} ${model_version}`,
    act: () => go(paths.version(model_name, model_version)),
  };
}

function deletionEntry(receipt: ReceiptSummary, go: Go): PaletteEntry {
  return {
    key: `deletion ${receipt.deletion_id}`,
    group: m.palette_deletions(),
    icon: IconReceipt,
    label: namesInWords(receipt.model_names),
    remark: headlineOf(receipt),
    act: () => go(paths.deletion(receipt.deletion_id)),
  };
}
