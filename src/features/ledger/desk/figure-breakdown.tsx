import { useInfiniteQuery } from '@tanstack/react-query'
import type { Indicator } from '../../campaign/definition.ts'
import { sayFigure } from '../../statistics/desk/official-form.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { NumberHead } from '../../../platform/web/number-head.tsx'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { readLedgerBreakdown } from '../contract.ts'
import type { FigureAddress } from './figure-address.ts'
import { sayChange } from './figure-comparison.tsx'

/** A total and the units right below it, in directory order; a unit opens to its own. */
export function FigureBreakdown({
  campaign,
  indicator,
  address,
  onDown,
}: {
  campaign: string
  indicator: Indicator
  address: FigureAddress
  onDown: (unit: { code: string; name: string }, own: 'true' | undefined) => void
}) {
  const { unit, from, to } = address
  const opened = useInfiniteQuery({
    queryKey: ['ledger', campaign, 'breakdown', indicator.code, unit, from, to],
    queryFn: ({ pageParam }) =>
      callApi(readLedgerBreakdown, {
        params: { campaign, code: indicator.code },
        query: { unit, from, to, cursor: pageParam },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const first = opened.data?.pages[0]
  if (opened.error) return <ProblemState error={opened.error} retry={() => void opened.refetch()} />
  if (!first) return <Loading rows={6} />
  const below = opened.data!.pages.flatMap((page) => page.below)
  const given = below.filter((one) => one.value !== null)
  return (
    <section aria-label="构成" className="stack">
      <p className="drawer-total">
        合计 <b className="digits">{sayFigure(first.total.value)}</b>
        {first.total.value !== null && ` ${indicator.unit}`}
        {first.total.adjustments > 0 && (
          <span className="quiet">
            （记录 {sayFigure(first.total.derived)}，人工调整 {sayChange(first.total.adjusted)}）
          </span>
        )}
      </p>
      {below.length > 0 && (
        <table className="table drawer-table">
          <thead>
            <tr>
              <th scope="col">单位</th>
              <NumberHead>记录</NumberHead>
              <NumberHead>数（{indicator.unit}）</NumberHead>
            </tr>
          </thead>
          <tbody>
            {first.own.value !== null && (
              <tr>
                <th scope="row">
                  <button
                    type="button"
                    className="link-button"
                    onClick={() => onDown({ code: unit, name: `${address.name}本级` }, 'true')}
                  >
                    {address.name}本级
                  </button>
                </th>
                <td className="digits">{first.own.records}</td>
                <td className="digits">{sayFigure(first.own.value)}</td>
              </tr>
            )}
            {given.map((one) => (
              <tr key={one.unit.code}>
                <th scope="row">
                  <button
                    type="button"
                    className="link-button"
                    onClick={() => onDown(one.unit, one.hasBelow ? undefined : 'true')}
                  >
                    {one.unit.name}
                  </button>
                </th>
                <td className="digits">{one.records}</td>
                <td className="digits">
                  {sayFigure(one.value)}
                  {one.adjustments > 0 && <span title="含人工调整">*</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <MoreButton query={opened} wide>
        更多单位
      </MoreButton>
      {below.length > given.length && (
        <p className="quiet">另有 {below.length - given.length} 家没有这一项的记录（空不等于 0）。</p>
      )}
    </section>
  )
}
