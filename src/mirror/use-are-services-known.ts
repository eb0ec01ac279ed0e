import { useQuery } from '@tanstack/react-query';
import { mirrorQuery } from '../api/mirror.ts';
import { useIsMirrored } from '../session/use-is-mirrored.ts';

/** Whether a model that no service is known to use is not in use; of a remote registry that is not always so. */
export function useAreServicesKnown(): boolean {
  const isMirrored = useIsMirrored();
  const { data: mirror } = useQuery({ ...mirrorQuery, enabled: isMirrored });
  return !isMirrored || mirror?.are_services_known === true;
}
