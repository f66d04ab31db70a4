import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { CertificateLookup } from '../../certificates/desk/certificate-lookup.tsx'
import { UnitPicker } from '../../org/desk/unit-picker.tsx'
import { callApi, urlOf } from '../../../platform/web/call-api.ts'
import { Chart } from '../../../platform/web/chart.tsx'
import { NumberHead } from '../../../platform/web/number-head.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { sayDay } from '../../../platform/web/say-time.ts'
import { useUser } from '../../../platform/web/session.ts'
import { type PledgeCounts, pledgesXlsx, readPledgeCounts } from '../contract.ts'
import './pledges.css'

/** How many signed, by unit in directory order, by audience and by day; who they are is not shown to anybody. */
export default function PledgesPage() {
  usePageTitle('倡议书')
  const campaign = useCampaign()
  const user = useUser()
  const navigate = useNavigate()
  const { unit } = useSearch({ strict: false }) as { unit?: string }
  const query = useQuery({
    queryKey: ['pledges', campaign.key, unit],
    queryFn: () => callApi(readPledgeCounts, { params: { campaign: campaign.key! }, query: { unit } }),
    enabled: campaign.key !== undefined,
    placeholderData: keepPreviousData,
  })
  const error = campaign.error ?? query.error
  const { data } = query
  return (
    <div className="stack">
      <div className="row-between">
        <h1>倡议书</h1>
        {campaign.key && data && (
          <a
            className="button button-small no-print"
            href={urlOf(pledgesXlsx, { campaign: campaign.key }, { unit })}
          >
            下载 Excel
          </a>
        )}
      </div>
      <div className="pledges-choices no-print">
        <UnitPicker
          label="单位"
          value={data?.unit}
          onPick={(one) => void navigate({ to: '/pledges', search: { unit: one.code } as never })}
        />
        {campaign.key && user.permissions.includes('certificate.read') && (
          <CertificateLookup campaign={campaign.key} />
        )}
      </div>
      {error ? (
        <ProblemState error={error} retry={() => void query.refetch()} />
      ) : campaign.none ? (
        <EmptyState title="还没有活动。" />
      ) : !data ? (
        <Loading rows={10} />
      ) : data.pledges.length === 0 ? (
        <EmptyState title="本次活动没有倡议书。" />
      ) : (
        data.pledges.map((one) => (
          <Pledge key={one.key} campaign={campaign.key!} unit={data.unit.name} counts={one} />
        ))
      )}
    </div>
  )
}

function Pledge({ campaign, unit, counts }: { campaign: string; unit: string; counts: PledgeCounts }) {
  return (
    <section className="stack" aria-labelledby={`pledge-${counts.key}`}>
      <div>
        <h2 id={`pledge-${counts.key}`}>{counts.title}</h2>
        <p className="quiet">
          {unit}：共 {say(counts.people)}{' '}
          人次签署，已计入统计表。每人计一次，撤回的不计；单位按名录顺序排列，不排名。{' '}
          <a href={`/p/${campaign}/pledges/${counts.key}`}>打开公众页面</a>
        </p>
      </div>
      {counts.people === 0 ? (
        <EmptyState title="还没有人签署。">
          <p>把公众页面的地址或二维码发出去，市民扫码即可签署。</p>
        </EmptyState>
      ) : (
        <>
          <UnitTable unit={unit} counts={counts} />
          <Chart
            title="每天签署"
            unit="人次"
            bars={{
              name: '日期',
              labels: counts.days.map((one) => sayDay(one.day)),
              series: [{ name: '签署', values: counts.days.map((one) => one.people) }],
              lying: false,
            }}
          />
        </>
      )}
    </section>
  )
}

function UnitTable({ unit, counts }: { unit: string; counts: PledgeCounts }) {
  return (
    <div className="card table-frame pledges-table" tabIndex={0} role="region" aria-label="各单位签署人次">
      <table className="table">
        <caption className="visually-hidden">各单位签署人次，含下级</caption>
        <thead>
          <tr>
            <th scope="col">单位</th>
            <NumberHead>合计</NumberHead>
            {counts.audiences.map((one) => (
              <th key={one.key} scope="col" className="digits">
                {one.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Row name={`${unit}合计`} of={counts} strong />
          {counts.units.map((one) => (
            <Row key={one.code} name={one.name} of={one} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({
  name,
  of,
  strong,
}: {
  name: string
  of: Pick<PledgeCounts, 'people' | 'audiences'>
  strong?: boolean
}) {
  return (
    <tr className={strong ? 'pledges-total' : undefined}>
      <th scope="row">{name}</th>
      <td className="digits">{say(of.people)}</td>
      {of.audiences.map((one) => (
        <td key={one.key} className="digits">
          {say(one.people)}
        </td>
      ))}
    </tr>
  )
}

function say(people: number): string {
  return people.toLocaleString('zh-CN')
}
