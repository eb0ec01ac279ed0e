/** A service where a client finds it. Source: Keystone's Identity API v3, Service catalog. */
type CatalogEntry = {
  id: string;
  type: string;
  name: string;
  endpoints: { id: string; interface: 'public'; region: string; region_id: string; url: string }[];
};

/**
 * What a token opens, and where: IAM by the type that OpenStack's clients ask for and by that of Huawei Cloud's, and for
 * a project the registry, which Open Telekom Cloud's client calls `modelartsv1`. Source: contract.md, IAM.
 *
 * @param address of this gateway, as the caller used it.
 */
export function catalogAt(address: string, project: { id: string; name: string } | null): CatalogEntry[] {
  const region = project ? regionOf(project.name) : ANY_REGION;
  const entry = (type: string, name: string, url: string): CatalogEntry => ({
    id: type,
    type,
    name,
    endpoints: [{ id: `${type}-public`, interface: 'public', region, region_id: region, url }],
  });
  const identity = ['identity', 'iam'].map((type) => entry(type, 'iam', `${address}/v3`));
  if (!project) return identity;
  const registry = `${address}/v1/${encodeURIComponent(project.id)}`;
  return [...identity, ...['modelarts', 'modelartsv1'].map((type) => entry(type, 'modelarts', registry))];
}

/** As Huawei Cloud writes it of services that are no region's. */
const ANY_REGION = '*';

/** On Huawei Cloud a project is called by its region, with an underscore and a name of its own behind it if it has one. */
function regionOf(project: string): string {
  return project.split('_', 1)[0] || project;
}
