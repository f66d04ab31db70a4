import { roleMay } from '../../../platform/shared/permissions.ts'
import { useUser } from '../../../platform/web/session.ts'

/** Units that this person records for. */
export function useOwnUnits(): { code: string; name: string }[] {
  const units = useUser()
    .grants.filter((grant) => roleMay(grant.role, 'activity.write'))
    .map((grant) => ({ code: grant.unit.code, name: grant.unit.name }))
  return units.filter((unit, index) => units.findIndex((one) => one.code === unit.code) === index)
}
