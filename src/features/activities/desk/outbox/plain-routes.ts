import type { readMe } from '../../../../platform/shared/me.ts'
import type { saveActivity } from '../../contract.ts'

/**
 * Routes of the contracts by method and path alone: the schemas would make the service worker twenty times as large.
 * A test compares them with the contracts.
 */
export const plainReadMe = { method: 'GET', path: '/api/me' } as typeof readMe
export const plainSaveActivity = {
  method: 'PUT',
  path: '/api/campaigns/:campaign/activities/:activity',
} as typeof saveActivity
