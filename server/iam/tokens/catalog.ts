/** An entry of the service catalog. Source: Keystone's Identity API v3, Service catalog. */
type CatalogEntry = {
  id: string;
  type: string;
  name: string;
  endpoints: { id: string; interface: 'public'; region: string; region_id: string; url: string }[];
};

/**
 * The service catalog of a token: IAM by the type that OpenStack's clients ask for and by that of Huawei Cloud's, and for
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

/** The region that Huawei Cloud gives global services. */
const ANY_REGION = '*';

/** The region in a project's name, which on Huawei Cloud is `<region>` or `<region>_<name>`. */
function regionOf(project: string): string {
  return project.split('_', 1)[0] || project;
}
