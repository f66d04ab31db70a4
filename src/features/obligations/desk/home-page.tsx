import { RecorderHome } from '../../activities/desk/recorder-home.tsx'
import { useMay } from '../../../platform/web/session.ts'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { OfficeHome } from './office-home.tsx'
import { UnitHome } from './unit-home.tsx'

/** What the person who opens it does next. */
export default function HomePage() {
  const reviews = useMay('report.review')
  const records = useMay('activity.write')
  const reports = useMay('report.write')
  usePageTitle('今天')
  if (reviews) return <OfficeHome />
  return records && !reports ? <RecorderHome /> : <UnitHome />
}
