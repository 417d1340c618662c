import type { Attribute } from '../../../../src/engine/model';

/** Kubernetes names the pod of a deployment `<deployment>-<hash of the template>-<random>`. */
const HASHES = 2;

/** The service of a pod: its name without the last two parts; a name with fewer is the service's own. */
export function serviceOfPod(pod: string): string {
  const parts = pod.split('-');
  return parts.length > HASHES ? parts.slice(0, -HASHES).join('-') : pod;
}

/** What a span of this pod says of itself. */
export function resourceOfPod(pod: string): readonly Attribute[] {
  return [
    { key: 'service.name', value: serviceOfPod(pod) },
    { key: 'k8s.pod.name', value: pod },
  ];
}
