import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { servicesQuery } from '../../api/queries/models/services.ts';
import { m } from '../../messages/messages.js';
import { ServicesTable } from '../../services/services-table.tsx';
import { useAreServicesKnown } from '../../sync-status/use-are-services-known.ts';
import { ErrorNotice } from '../../ui/errors/error-notice.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';

/** The services that use any version of a name. */
export function ServicesTab({ name }: { name: string }) {
  const list = useInfiniteQuery(servicesQuery({ model_name: name }, { sort: 'bytes', order: 'desc' }));
  const areKnown = useAreServicesKnown();
  const services = list.data?.pages.flatMap((page) => page.services) ?? [];
  if (list.isPending) return <Placeholder height={160} />;
  if (!list.data) return <ErrorNotice error={list.error} onRetry={() => list.refetch()} />;
  if (services.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {areKnown ? m.name_no_services({ name }) : m.services_unread_text()}
      </Text>
    );
  }
  return (
    <>
      <ServicesTable services={services} />
      <LoadMore list={list} label={m.services_load_more()} />
    </>
  );
}
