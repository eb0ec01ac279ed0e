import { useSearchParams } from 'react-router-dom';
import { SORT_DIRECTIONS } from '../../core/console-api/models/list-choices.ts';
import {
  SERVICE_SORTS,
  type ServiceFilters,
  type ServiceSorting,
} from '../../core/console-api/models/services.ts';
import { SERVICE_STATUSES } from '../../core/contract/service-requests.ts';

type ServiceStatus = (typeof SERVICE_STATUSES)[number];

/** How the list is sorted where the address says nothing: those that block the most first. */
const BY_BYTES: ServiceSorting = { sort: 'bytes', order: 'desc' };

/** What the list of services shows, as the address says: it survives reload, back and sharing. */
export type ServicesAddress = {
  filters: ServiceFilters;
  sorting: ServiceSorting;
  isNarrowed: boolean;
  search: (text: string) => void;
  setStatus: (values: readonly ServiceStatus[]) => void;
  setOwner: (values: readonly string[]) => void;
  sort: (sorting: ServiceSorting) => void;
  clear: () => void;
};

/** Reads and changes the address of the list of services. */
export function useServicesAddress(): ServicesAddress {
  const [params, setParams] = useSearchParams();
  const { filters, sorting } = parseServices(params);
  const write = (next: Changes) => {
    const after = { ...filters, ...sorting, ...next };
    // Letters of a search and ticks of a filter come one by one: they are one step for Back.
    const isRefined = Object.keys(next).some(
      (name) => name !== 'sort' && name !== 'order' && params.has(name),
    );
    setParams(toParams(after), { replace: isRefined, flushSync: 'search' in next });
  };
  return {
    filters,
    sorting,
    isNarrowed: Object.keys(filters).length > 0,
    search: (search) => write({ search }),
    setStatus: (status) => write({ status }),
    setOwner: (owner) => write({ owner }),
    sort: write,
    clear: () => setParams(toParams(sorting)),
  };
}

type Changes = {
  search?: string;
  status?: readonly ServiceStatus[];
  owner?: readonly string[];
  sort?: ServiceSorting['sort'];
  order?: ServiceSorting['order'];
};

/** What an address asks for, without values that there are none of: it may be old, or written by hand. */
export function parseServices(params: URLSearchParams): { filters: ServiceFilters; sorting: ServiceSorting } {
  const search = params.get('search')?.trim();
  const told = params.getAll('status').flatMap((one) => one.split(','));
  const status = SERVICE_STATUSES.filter((known) => told.includes(known));
  const owner = [...new Set(params.getAll('owner').filter(Boolean))];
  const sort = SERVICE_SORTS.find((known) => known === params.get('sort')) ?? BY_BYTES.sort;
  const order = SORT_DIRECTIONS.find((known) => known === params.get('order')) ?? BY_BYTES.order;
  return {
    filters: {
      ...(search && { search }),
      ...(status.length > 0 && { status }),
      ...(owner.length > 0 && { owner }),
    },
    sorting: { sort, order },
  };
}

function toParams(said: Changes): [string, string][] {
  const isUsual = said.sort === BY_BYTES.sort && said.order === BY_BYTES.order;
  const { sort, order, ...filters } = said;
  const params = isUsual ? filters : { ...filters, sort, order };
  return Object.entries(params).flatMap(([name, value]) =>
    [value ?? []].flat().flatMap((one): [string, string][] => (one ? [[name, one]] : [])),
  );
}
