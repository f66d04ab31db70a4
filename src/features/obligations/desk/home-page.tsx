import { useMay } from '../../../platform/web/session.ts'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { OfficeHome } from './office-home.tsx'
import { UnitHome } from './unit-home.tsx'

/** What the person who opens it does next. */
export default function HomePage() {
  const reviews = useMay('report.review')
  usePageTitle('今天')
  return reviews ? <OfficeHome /> : <UnitHome />
}
