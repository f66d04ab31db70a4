import { createHmac } from 'node:crypto'
import type { Services } from '../../../platform/server/services.ts'
import { writeCode } from './draw-rule.ts'

/** What the winner shows; only this server and the winner's own device can make it. */
export function makeClaimCode(
  { secret }: Pick<Services, 'secret'>,
  draw: string,
  participant: string,
): string {
  return writeCode(createHmac('sha256', secret).update(`claim\0${draw}\0${participant}`).digest())
}

/** As people type it: small letters, without dashes, O for 0. */
export function readClaimCode(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  return `${plain.slice(0, 4)}-${plain.slice(4, 8)}-${plain.slice(8)}`
}
