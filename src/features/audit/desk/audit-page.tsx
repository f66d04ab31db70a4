import { useDeferredValue, useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { campaignTimeZone, dateOf, sayExactly } from '../../../platform/web/say-time.ts'
import { useMe } from '../../../platform/web/session.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { instantOfLocal } from '../../../platform/shared/local-time.ts'
import { listAuditRecords } from '../contract.ts'
import { type AuditFilter, AuditTools, noFilter } from './audit-tools.tsx'
import { AuditLine } from './audit-line.tsx'
import './audit.css'

/** Who did what, when and from where; nobody can change it. */
export default function AuditPage() {
  usePageTitle('审计日志')
  const demo = useMe()?.demo === true
  const [filter, setFilter] = useState<AuditFilter>(noFilter)
  const wanted = useDeferredValue(filter)
  const { query, items, first } = usePages({
    queryKey: ['audit', wanted],
    read: (cursor) =>
      callApi(listAuditRecords, {
        query: { ...toQuery(wanted), cursor },
      }),
    keepsOld: true,
  })
  return (
    <div className="stack">
      <div>
        <h1>审计日志</h1>
        <p className="quiet">
          只可追加，不能修改。时间由服务器时钟记录（时区 {campaignTimeZone()}），先后以编号为准。
          {demo && '演示中服务器按演示时钟走，时钟被拨动或重启后，时间可能不连续。'}
        </p>
      </div>
      <AuditTools filter={filter} onChange={setFilter} kinds={first?.kinds ?? {}} />
      {query.error && !first ? (
        <ProblemState error={query.error} retry={() => void query.refetch()} />
      ) : !first ? (
        <Loading rows={8} />
      ) : items.length === 0 ? (
        <EmptyState title="没有符合条件的记录。" />
      ) : (
        <div className="card audit">
          {groupByDay(items).map((group) => (
            <section key={group.items[0]!.number} aria-label={group.day}>
              <h2>{group.day}</h2>
              <ul className="audit-list">
                {group.items.map((one) => (
                  <AuditLine key={one.number} record={one} />
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
      <MoreButton query={query}>更早的记录</MoreButton>
    </div>
  )
}

function toQuery(filter: AuditFilter) {
  const start = filter.day && instantOfLocal(filter.day, '00:00', campaignTimeZone())
  return {
    ...(filter.kind ? { kind: filter.kind } : {}),
    ...(filter.user.trim() ? { user: filter.user.trim() } : {}),
    ...(filter.unit ? { unit: filter.unit.code } : {}),
    ...(start
      ? { from: start.toISOString(), to: new Date(start.getTime() + 86_400_000 - 1).toISOString() }
      : {}),
  }
}

/** Neighbours of one day under one heading; the order of the records stays. */
function groupByDay<T extends { at: string }>(items: T[]): { day: string; items: T[] }[] {
  const groups: { date: string; day: string; items: T[] }[] = []
  for (const item of items) {
    const date = dateOf(item.at)
    const last = groups.at(-1)
    if (last?.date === date) last.items.push(item)
    else groups.push({ date, day: sayExactly(item.at).split(' ').slice(0, 2).join(' '), items: [item] })
  }
  return groups
}
