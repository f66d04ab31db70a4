import { createHmac } from 'node:crypto'
import type { Services } from '../../../platform/server/services.ts'

/** Keyed hash of something that must be recognised but not kept: a device's token, a number, a network address. */
export function hashSecret(
  { secret }: Pick<Services, 'secret'>,
  kind: 'device' | 'phone' | 'address' | 'code' | 'live-link' | 'live-device',
  value: string,
): Buffer {
  return createHmac('sha256', secret).update(`${kind}\0${value}`).digest()
}
