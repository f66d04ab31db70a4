import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { UnitPicker } from '../../org/desk/unit-picker.tsx'
import { callApi } from '../../../platform/web/call-api.ts'
import { Filters, SelectFilter } from '../../../platform/web/filters.tsx'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { useAddress } from '../../../platform/web/use-address.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { listRemarks } from '../contract.ts'
import { RemarkCard } from './remark-card.tsx'
import './remarks.css'

interface Search {
  unit?: string
  name?: string
  rule?: string
  state?: 'settled'
}

/** What a reviewer may want to check: never a block, both sides shown. */
export default function RemarksPage() {
  const campaign = useCampaign()
  const { search, show } = useAddress<Search>('/remarks')
  usePageTitle('佐证提示')
  const query = { unit: search.unit, rule: search.rule, state: search.state ?? ('open' as const) }
  const {
    query: found,
    items,
    first,
  } = usePages({
    queryKey: ['remarks', campaign.key, 'list', query],
    read: (cursor) =>
      callApi(listRemarks, { params: { campaign: campaign.key! }, query: { ...query, cursor } }),
    enabled: campaign.key !== undefined,
  })
  const rules = campaign.definition?.recording.remarks ?? []
  const error = campaign.error ?? found.error
  return (
    <div className="stack remarks">
      <h1>佐证提示</h1>
      <p className="quiet">
        系统按活动定义里的规则比对出的疑点，仅供审核参考，不影响报送。两边对照，核实后写明情况即可办结。
      </p>
      <Filters
        onClear={search.unit || search.rule ? () => show({ unit: '', name: '', rule: '' }) : undefined}
      >
        <UnitPicker
          label="单位（含下级）"
          placeholder="全部"
          value={search.unit ? { code: search.unit, name: search.name ?? search.unit } : undefined}
          onPick={(unit) => show({ unit: unit.code, name: unit.name })}
        />
        <SelectFilter
          label="规则"
          value={search.rule}
          options={rules.map((rule) => ({ value: rule.key, label: rule.message.replace(/。$/, '') }))}
          onChange={(rule) => show({ rule })}
        />
        <SelectFilter
          label="状态"
          all={`待核实${first ? `（${first.open}）` : ''}`}
          value={search.state}
          options={[{ value: 'settled', label: '已办结' }]}
          onChange={(state) => show({ state: state as '' | 'settled' })}
        />
      </Filters>
      {error ? (
        <ProblemState error={error} retry={() => void found.refetch()} />
      ) : !first ? (
        <Loading rows={8} />
      ) : items.length === 0 ? (
        <EmptyState title={search.state ? '还没有办结的提示。' : '没有待核实的提示。'} />
      ) : (
        items.map((one) => (
          <RemarkCard key={one.id} campaign={campaign.key!} remark={one} maySettle={first.may.settle} />
        ))
      )}
      <MoreButton query={found} wide>
        更多
      </MoreButton>
    </div>
  )
}
