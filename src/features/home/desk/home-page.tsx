import { Navigate } from '@tanstack/react-router'
import { RecorderHome } from '../../activities/desk/recorder-home.tsx'
import { useMay } from '../../../platform/web/session.ts'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { LeaderHome } from './leader-home.tsx'
import { OfficeHome } from './office-home.tsx'
import { UnitHome } from './unit-home.tsx'

/** What the person who opens it does next; who neither reports nor reviews begins with what they look after. */
export default function HomePage() {
  const reviews = useMay('report.review')
  const writes = useMay('report.write')
  const records = useMay('activity.write')
  const signs = useMay('report.sign-off')
  const reads = useMay('report.read')
  usePageTitle('今天')
  if (reviews) return <OfficeHome />
  if (writes) return <UnitHome />
  if (records) return <RecorderHome />
  if (signs) return <LeaderHome />
  return <Navigate to={reads ? '/matrix' : '/users'} replace />
}
